import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';

export const fileChanged = (fileName: string): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    l10n.t`${fileName} was not patched: it is read-only, or changed in the meantime. Patch it again.`,
  );

export const clipboardChanged = (): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    l10n.t('The clipboard was not patched: it changed in the meantime. Patch it again.'),
  );
