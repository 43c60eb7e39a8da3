import { type Endpoint, mergeEndpoints } from '../../network';
import { anyClusterEndpoints } from '../clusters';
import type { InstanceOfSite, TargetModule } from '../target';
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

/** An instance runs clusters and is made of connected servers; the published list of its region names what it asks for. */
const anyEndpoints = mergeEndpoints([...listed, ...anyClusterEndpoints]);

/** Azure Local instances. What one needs of all that it may need is not known here; all of it stays open. */
export const azureLocal: TargetModule<InstanceOfSite> = {
  kind: 'azureLocal',
  targetsIn: (site, refs) =>
    (site.targets.azureLocal ?? []).flatMap((instance, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'azureLocal', place: { ...site.azure, ...instance.azure }, instance }] : [];
    }),
  endpoints: () => [],
  endpointsToday: () => [],
  keepsOpen: () => anyEndpoints,
  anyEndpoints,
  routes: () => [],
  scripts: () => [],
  nextSteps: () => [],
  rules: [
    ({ ref }) => ({
      code: 'azureLocal.notPlanned',
      severity: 'warning',
      path: ref.path,
      message:
        'What an Azure Local instance asks for is not in this allow list. Nothing that one may need is named to be closed.',
      fix: 'Take its endpoints from the list that Microsoft publishes for its region.',
      source: `${data.source} (${data.asOf})`,
    }),
  ],
  probes: () => ({ probes: [], unprobed: [] }),
  expectations: () => [],
  labels: ({ instance }) => ({ title: instance.name, summary: 'Azure Local' }),
};
