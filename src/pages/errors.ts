import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';

export const noDnsName = (name: string): ArcError =>
  new ArcError({ code: 'Precondition' }, l10n.t`Azure doesn’t report a full DNS name of ${name}.`);

export const notOffered = (): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'action' },
    l10n.t('The page no longer offers this. It has been updated.'),
  );

export const noSampleMachine = (name: string): ArcError =>
  new ArcError(
    { code: 'Precondition' },
    l10n.t`${name} is part of the sample tenant, so there is no machine to open a terminal on.`,
  );
