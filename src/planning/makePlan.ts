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
import { checkTopology } from './rules';
import type { Surroundings } from './rules';
import { type GatewayTopology, isUnattended, type Topology, usesGateway } from './site';

const onboarding: Readonly<Record<OperatingSystem, (topology: Topology) => Script>> = {
  linux: linuxScript,
  windows: windowsScript,
};

const turning: Readonly<Record<OperatingSystem, (topology: GatewayTopology) => Script>> = {
  linux: useGatewayOnLinux,
  windows: useGatewayOnWindows,
};

/**
 * Everything that follows from a topology, and from what is known around it. The same input gives the same bytes, wherever
 * and whenever it is asked. While a finding is an error there are no scripts, and no next steps but the one that the
 * endpoints ask for.
 */
export function plan(topology: Topology, surroundings: Surroundings = {}): Plan {
  const findings = checkTopology(topology, surroundings);
  const endpoints = requiredEndpoints(topology);
  const always = { findings, endpoints, ...loadOf(topology) };
  if (findings.some(({ severity }) => severity === 'error')) {
    return { ...always, scripts: [], nextSteps: askForRegion(topology) };
  }
  const written = withProxyPort(topology);
  const scripts = scriptsOf(written);
  return { ...always, scripts, nextSteps: nextSteps(written, scripts, endpoints) };
}

function loadOf(topology: Topology): Pick<Plan, 'load'> {
  const { count: servers } = topology.targets;
  if (servers === undefined || !usesGateway(topology)) return {};
  const { region } = topology.azure;
  const { gateways, totalScore: score } = gatewaysNeeded([{ region, servers, clusters: 0, azureLocal: 0 }]);
  return { load: { servers, score, scorePerGateway: capacityRule.scorePerGateway, gateways } };
}

function scriptsOf(topology: Topology): Script[] {
  const { os, state } = topology.targets;
  if (state === 'connected') return usesGateway(topology) ? associating(topology) : [];
  return [
    ...os.map((each) => onboarding[each](topology)),
    ...(isUnattended(topology) ? [ansiblePlaybook(topology)] : []),
    ...(suitsStartUp(topology) && os.includes('windows')
      ? [...groupPolicyPackage(topology), configurationManagerScript(topology)]
      : []),
  ];
}

function associating(topology: GatewayTopology): Script[] {
  const { os, agentVersion } = topology.targets;
  // Agents from 1.51 turn to the gateway by themselves; what is not known may be older.
  const mustBeTold = agentVersion === undefined || isOlderAgent(agentVersion, '1.51');
  return [
    ...(mustBeTold ? os.map((each) => turning[each](topology)) : []),
    associateWithCli(topology),
    associateWithPowershell(topology),
  ];
}
