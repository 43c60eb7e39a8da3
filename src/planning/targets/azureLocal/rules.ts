import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import type { InstanceOfSite } from '../target';
import data from './data/endpoints.json';

export const checkInstance = ({ ref }: InstanceOfSite): readonly Finding[] => [
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
];
