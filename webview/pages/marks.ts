import * as l10n from '@vscode/l10n';
import { type PageSeverity } from '../../src/contract/resourcePage';
import { check, circle, error, info, warning } from '../kit/icons';

export type Mark = PageSeverity | 'unknown';

interface Look {
  readonly drawing: string;
  readonly className: string;
  /** For screen readers, which don't see the icon. */
  readonly name: string;
}

export const marks: Readonly<Record<Mark, Look>> = {
  error: { drawing: error, className: 'is-error', name: l10n.t('Error:') },
  warning: { drawing: warning, className: 'is-warning', name: l10n.t('Warning:') },
  info: { drawing: info, className: 'is-info', name: l10n.t('Note:') },
  ok: { drawing: check, className: 'is-ok', name: l10n.t('OK:') },
  unknown: { drawing: circle, className: 'is-open', name: l10n.t('Unknown:') },
};
