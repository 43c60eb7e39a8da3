import { isOlderAgent } from '../kernel/knowledge/agentVersion';
import { capacityRule, gatewaysNeeded } from './network';
import { requiredEndpoints } from './network';
import { askForRegion, nextSteps } from './targets/servers';
import type { Plan } from './plan';
import type { Script } from './targets/script';
import type { OperatingSystem } from '../kernel/resources';
import { ansiblePlaybook } from './targets/servers';
import { associateWithCli } from './targets/servers';
import { associateWithPowershell } from './targets/servers';
import { configurationManagerScript } from './targets/servers';
import { groupPolicyPackage, suitsStartUp } from './targets/servers';
import { linuxScript } from './targets/servers';
import { useGatewayOnLinux } from './targets/servers';
import { useGatewayOnWindows } from './targets/servers';
import { windowsScript } from './targets/servers';
import { withProxyPort } from './site';
import { checkSite } from './rules';
import type { Surroundings } from './rules';
import { type GatewaySite, isUnattended, type Site, usesGateway } from './site';

const onboarding: Readonly<Record<OperatingSystem, (site: Site) => Script>> = {
  linux: linuxScript,
  windows: windowsScript,
};

const turning: Readonly<Record<OperatingSystem, (site: GatewaySite) => Script>> = {
  linux: useGatewayOnLinux,
  windows: useGatewayOnWindows,
};

/**
 * Everything that follows from a site, and from what is known around it. The same input gives the same bytes, wherever
 * and whenever it is asked. While a finding is an error there are no scripts, and no next steps but the one that the
 * endpoints ask for.
 */
export function plan(site: Site, surroundings: Surroundings = {}): Plan {
  const findings = checkSite(site, surroundings);
  const endpoints = requiredEndpoints(site);
  const always = { findings, endpoints, ...loadOf(site) };
  if (findings.some(({ severity }) => severity === 'error')) {
    return { ...always, scripts: [], nextSteps: askForRegion(site) };
  }
  const written = withProxyPort(site);
  const scripts = scriptsOf(written);
  return { ...always, scripts, nextSteps: nextSteps(written, scripts, endpoints) };
}

function loadOf(site: Site): Pick<Plan, 'load'> {
  const { count: servers } = site.targets;
  if (servers === undefined || !usesGateway(site)) return {};
  const { region } = site.azure;
  const { gateways, totalScore: score } = gatewaysNeeded([{ region, servers, clusters: 0, azureLocal: 0 }]);
  return { load: { servers, score, scorePerGateway: capacityRule.scorePerGateway, gateways } };
}

function scriptsOf(site: Site): Script[] {
  const { os, state } = site.targets;
  if (state === 'connected') return usesGateway(site) ? associating(site) : [];
  return [
    ...os.map((each) => onboarding[each](site)),
    ...(isUnattended(site) ? [ansiblePlaybook(site)] : []),
    ...(suitsStartUp(site) && os.includes('windows')
      ? [...groupPolicyPackage(site), configurationManagerScript(site)]
      : []),
  ];
}

function associating(site: GatewaySite): Script[] {
  const { os, agentVersion } = site.targets;
  // Agents from 1.51 turn to the gateway by themselves; what is not known may be older.
  const mustBeTold = agentVersion === undefined || isOlderAgent(agentVersion, '1.51');
  return [
    ...(mustBeTold ? os.map((each) => turning[each](site)) : []),
    associateWithCli(site),
    associateWithPowershell(site),
  ];
}
