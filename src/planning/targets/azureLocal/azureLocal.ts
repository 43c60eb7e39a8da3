import * as l10n from '@vscode/l10n';
import type { InstanceOfSite, TargetModule } from '../target';
import data from './data/endpoints.json';

export const azureLocal: TargetModule<InstanceOfSite> = {
  kind: 'azureLocal',
  targetsIn: (site, refs) =>
    (site.targets.azureLocal ?? []).flatMap((instance, index) => {
      const ref = refs[index];
      return ref ? [{ ref, kind: 'azureLocal', place: { ...site.azure, ...instance.azure }, instance }] : [];
    }),
  check: ({ ref }) => [
    {
      code: 'azureLocal.notPlanned',
      severity: 'warning',
      path: ref.path,
      message: l10n.t(
        'This allow list doesn’t include the endpoints of the Azure Local instance. Endpoints that it may need aren’t listed for closing.',
      ),
      fix: l10n.t('Add the endpoints that Microsoft publishes for the instance’s region.'),
      source: `${data.source} (${data.asOf})`,
    },
  ],
  expectations: () => [],
  labels: ({ instance }) => ({ title: instance.name, summary: 'Azure Local' }),
};
