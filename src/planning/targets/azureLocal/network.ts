import { arcProxyPort } from '../../../kernel/knowledge/agentServices';
import { present } from '../../../kernel/present';
import { type Endpoint, endpointsFor, mergeEndpoints, type RoutingContext, type Source } from '../../network';
import { mergeProbes, probesFor } from '../../network/probes';
import { anyClusterEndpoints, clusterEndpoints } from '../clusters';
import type { InstanceOfSite, SharedSite, TargetNetwork } from '../target';
import { instanceNoProxy } from './bypass';
import { anyInstanceEndpoints, instanceEndpoints, type InstanceNeeds, needsOfInstance } from './endpoints';
import { modeOfInstance } from './mode';

/** An instance also runs clusters. */
const anyEndpoints = mergeEndpoints([...anyInstanceEndpoints, ...anyClusterEndpoints]);

export const azureLocalNetwork: TargetNetwork<InstanceOfSite> = {
  endpoints: (target, site) => endpointsOf(needsOf(target, site), target),
  // Nothing is switched: the gateway comes with the deployment.
  endpointsToday: () => [],
  // One that isn’t said to be new may be there already, and go out directly.
  keepsOpen: ({ instance: { state } }) => (state === 'new' ? [] : anyEndpoints),
  anyEndpoints,
  routes: (target, site) => sourcesOf(target).map((source) => contextFor(target, site, source)),
  probes: (target, site) => mergeProbes(sourcesOf(target).map((source) => probesFor(contextFor(target, site, source)))),
  checkPlaces: ({ instance: { name } }) => ({ name, systems: ['windows'] }),
};

/** Virtual machines have agents of their own; AKS is there if the site file says so. */
const sourcesOf = ({ instance: { aks, vms } }: InstanceOfSite): readonly Source[] => [
  'localNode',
  'resourceBridge',
  ...(aks ? (['aksNode', 'aksPod'] as const) : []),
  ...(vms ? (['localVm'] as const) : []),
];

/** What each source of the instance asks for. */
function endpointsOf(needs: InstanceNeeds, { instance: { aks, vms } }: InstanceOfSite): readonly Endpoint[] {
  return mergeEndpoints([
    ...instanceEndpoints(needs),
    ...(aks ? aksEndpoints(needs) : []),
    ...(vms ? asked(serverEndpoints(needs), ['localVm']) : []),
  ]);
}

/** As of a connected cluster; the machine that deploys it belongs to the instance. */
const aksEndpoints = ({ mode, region, gatewayEndpoint }: InstanceNeeds): readonly Endpoint[] =>
  asked(
    clusterEndpoints(present({ mode, region, gatewayEndpoint, features: [] })).filter(({ from }) =>
      from.some((source) => source !== 'deployment'),
    ),
    ['aksNode', 'aksPod'],
  );

const serverEndpoints = ({ mode, region, gatewayEndpoint }: InstanceNeeds): readonly Endpoint[] =>
  endpointsFor(present({ mode, region, gatewayEndpoint, systems: ['linux', 'windows'] as const, scenarios: [] }));

const asked = (endpoints: readonly Endpoint[], from: readonly Source[]): readonly Endpoint[] =>
  endpoints.map((endpoint) => ({ ...endpoint, from }));

function needsOf({ instance, place }: InstanceOfSite, site: SharedSite): InstanceNeeds {
  const gatewayEndpoint = site.gateway?.endpoint;
  return needsOfInstance(instance, present({ mode: modeOfInstance(site), region: place.region, gatewayEndpoint }));
}

/** Resource bridge and AKS use the Arc proxy of the machines, at the address of the cluster. */
const usesClusterAddress = (source: Source): boolean => source !== 'localNode' && source !== 'localVm';

function contextFor(target: InstanceOfSite, site: SharedSite, source: Source): RoutingContext {
  const needs = needsOf(target, site);
  const { proxyUrl } = site.network;
  const { clusterAddress = '<cluster address>' } = target.instance;
  return present({
    source,
    mode: needs.mode,
    region: needs.region,
    systems: [],
    scenarios: [],
    endpoints: endpointsOf(needs, target).filter(({ from }) => from.includes(source)),
    gatewayEndpoint: needs.gatewayEndpoint,
    proxyUrl,
    noProxy: proxyUrl === undefined && needs.mode !== 'gateway' ? undefined : instanceNoProxy(target, site).text,
    clusterAddress: usesClusterAddress(source) ? `${clusterAddress}:${arcProxyPort}` : undefined,
  });
}
