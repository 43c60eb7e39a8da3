import * as l10n from '@vscode/l10n';
import { ArcError, type SignInObstacle } from '../../kernel/errors';

/** `detail` must be redacted. */
export const signInFailed = (message: string, detail: string, obstacle?: SignInObstacle): ArcError =>
  new ArcError({ code: 'SignedOut', ...(obstacle && { obstacle }) }, message, { cause: new Error(detail) });

export const noToken = (advice: string, detail: string): ArcError =>
  signInFailed(`${l10n.t('Could not get a token for Azure.')} ${advice}`, detail);
