import * as l10n from '@vscode/l10n';
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

/** An instance also runs clusters. */
const anyEndpoints = mergeEndpoints([...listed, ...anyClusterEndpoints]);

/** Which of the listed endpoints an instance uses isn’t known, so all of them stay open. */
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
      message: l10n.t(
        'This allow list doesn’t include the endpoints of the Azure Local instance. Endpoints that it may need aren’t listed for closing.',
      ),
      fix: l10n.t('Add the endpoints that Microsoft publishes for the instance’s region.'),
      source: `${data.source} (${data.asOf})`,
    }),
  ],
  probes: () => ({ probes: [], unprobed: [] }),
  expectations: () => [],
  labels: ({ instance }) => ({ title: instance.name, summary: 'Azure Local' }),
};
