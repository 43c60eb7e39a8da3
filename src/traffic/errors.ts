import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';

export const unknownFormat = (format: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'format' }, l10n.t`There is no format ${format}.`);

export const noRoute = (): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'targets' },
    l10n.t('No route is known for the targets of this site file.'),
  );
