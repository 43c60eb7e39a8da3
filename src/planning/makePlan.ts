import { blocks } from './blocks';
import { inRank } from './checkSite';
import { capacityRule, type Endpoint, gatewaysNeeded, mergeEndpoints } from './network';
import type { Finding } from '../kernel/finding';
import type { Plan } from './plan';
import { judge, type ObservedAzureState, siteRules } from './rules';
import { type Site, type TargetRef, usesGateway } from './site';
import {
  askNetwork,
  checkTarget,
  type NextStep,
  type Planned,
  type Script,
  targetsOf,
  writeTarget,
  type Written,
} from './targets';
import { askForRegion } from './targets/servers';

export type MakePlan = (site: Site, observed?: ObservedAzureState, unread?: readonly TargetRef[]) => Plan;

/**
 * Deterministic: the same input gives the same bytes. A target with an error has no scripts and no next steps; the others
 * have theirs.
 */
export const plan: MakePlan = (site, observed, unread) => createPlanner()(site, observed, unread);

/** Plans a site repeatedly, each time only the targets that have changed. */
export function createPlanner(): MakePlan {
  let known = new Map<string, TargetPlan>();
  return (site, observed = {}, unread = []) => {
    const around = JSON.stringify([{ ...site, targets: undefined }, observed]);
    const made = targetsOf(site, unread).map((target) => {
      const key = JSON.stringify([around, target.ref, target.described]);
      return [key, known.get(key) ?? new TargetPlan(target, site, observed)] as const;
    });
    known = new Map(made);
    const plans = made.map(([, each]) => each);
    const findings = inRank([...judge(siteRules, site, observed), ...plans.flatMap((each) => each.findings)]);
    const open = plans.filter(({ ref }) => !findings.some((finding) => blocks(finding, ref)));
    return {
      findings,
      endpoints: mergeEndpoints(plans.flatMap(({ endpoints }) => endpoints)),
      scripts: open.flatMap((each) => each.scripts),
      nextSteps: [...askForRegion(site), ...open.flatMap((each) => each.nextSteps)],
      ...loadOf(site),
    };
  };
}

/** Scripts and next steps are made on demand, because an error may hide them. */
class TargetPlan {
  readonly ref: TargetRef;
  readonly findings: readonly Finding[];
  readonly endpoints: readonly Endpoint[];
  private written: Written | undefined;

  constructor(
    private readonly target: Planned,
    private readonly site: Site,
    observed: ObservedAzureState,
  ) {
    this.ref = target.ref;
    this.findings = checkTarget(target, site, observed);
    this.endpoints = askNetwork(target, (network, each) => network.endpoints(each, site));
  }

  get scripts(): readonly Script[] {
    return this.write().scripts;
  }

  get nextSteps(): readonly NextStep[] {
    return this.write().nextSteps;
  }

  private write() {
    return (this.written ??= writeTarget(this.target, this.site));
  }
}

function loadOf(site: Site): Pick<Plan, 'load'> {
  const servers = site.targets.servers?.count;
  if (servers === undefined || !usesGateway(site)) return {};
  const { region } = site.azure;
  const { gateways, totalScore: score } = gatewaysNeeded([{ region, servers, clusters: 0, azureLocal: 0 }]);
  return { load: { servers, score, scorePerGateway: capacityRule.scorePerGateway, gateways } };
}
