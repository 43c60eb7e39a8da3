import { type Endpoint, mergeEndpoints } from '../../network';
import { anyClusterEndpoints } from '../clusters';
import type { InstanceOfSite, TargetNetwork } from '../target';
import data from './data/endpoints.json';

const listed: readonly Endpoint[] = data.endpoints.map(({ host, port, component }) => ({
  host: host.replace('<region>', '*'),
  port,
  protocol: port === 80 ? 'http' : 'https',
  from: ['localNode', 'resourceBridge'],
  purpose: component,
  when: 'always',
  isAlwaysNeeded: true,
  source: `${data.source} (${data.asOf})`,
}));

/** An instance also runs clusters. */
const anyEndpoints = mergeEndpoints([...listed, ...anyClusterEndpoints]);

/** Which of the listed endpoints an instance uses isn’t known, so all of them stay open. */
export const azureLocalNetwork: TargetNetwork<InstanceOfSite> = {
  endpoints: () => [],
  endpointsToday: () => [],
  keepsOpen: () => anyEndpoints,
  anyEndpoints,
  routes: () => [],
  probes: () => ({ probes: [], unprobed: [] }),
  checkPlaces: ({ instance: { name } }) => ({ name, systems: ['windows'] }),
};
