import * as l10n from '@vscode/l10n';
import { ArcError, type SignInObstacle } from '../errors';

export const signInRefused = (obstacle: SignInObstacle, message: string, cause: Error): ArcError =>
  new ArcError({ code: 'SignedOut', obstacle }, message, { cause });

export const entraUnavailable = (message: string, retryAfterSeconds: number, cause: Error): ArcError =>
  new ArcError({ code: 'Throttled', retryAfterSeconds }, `${message} ${l10n.t('Try again.')}`, { cause });
