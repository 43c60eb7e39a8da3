import { blocks, checkSite } from './checkSite';
import { endpointsOf } from './firewall';
import { capacityRule, gatewaysNeeded } from './network';
import type { Plan } from './plan';
import type { ObservedAzureState } from './rules';
import { type Site, type TargetRef, usesGateway } from './site';
import { type NextStep, type Planned, type Script, targetsOf } from './targets';
import { askForRegion } from './targets/servers';

/**
 * Everything that follows from a site, and from what is known around it. The same input gives the same bytes, wherever and
 * whenever it is asked. A target that an error is about has no scripts and no next steps; the others have theirs.
 */
export function plan(site: Site, observed: ObservedAzureState = {}, unread: readonly TargetRef[] = []): Plan {
  const findings = checkSite(site, observed, unread);
  const planned = targetsOf(site, unread)
    .filter(({ ref }) => !findings.some((finding) => blocks(finding, ref)))
    .map((target) => ofTarget(target, site));
  return {
    findings,
    endpoints: endpointsOf(site),
    scripts: planned.flatMap(({ scripts }) => scripts),
    nextSteps: [...askForRegion(site), ...planned.flatMap(({ nextSteps }) => nextSteps)],
    ...loadOf(site),
  };
}

const ofTarget = ({ of }: Planned, site: Site): { scripts: readonly Script[]; nextSteps: readonly NextStep[] } =>
  of((module, target) => {
    const scripts = module.scripts(target, site);
    return { scripts, nextSteps: module.nextSteps(target, site, scripts) };
  });

function loadOf(site: Site): Pick<Plan, 'load'> {
  const servers = site.targets.servers?.count;
  if (servers === undefined || !usesGateway(site)) return {};
  const { region } = site.azure;
  const { gateways, totalScore: score } = gatewaysNeeded([{ region, servers, clusters: 0, azureLocal: 0 }]);
  return { load: { servers, score, scorePerGateway: capacityRule.scorePerGateway, gateways } };
}
