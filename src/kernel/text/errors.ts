import * as l10n from '@vscode/l10n';
import { ArcError } from '../errors';

export const unspeakableText = (): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: '' },
    l10n.t('A value contains a character that a script can’t contain (NUL or a lone surrogate). Remove it.'),
  );
