import * as l10n from '@vscode/l10n';
import { ArcError, type SignInObstacle } from '../errors';
import type { Cloud } from './clouds';

export const signInRefused = (obstacle: SignInObstacle, message: string, cause: Error): ArcError =>
  new ArcError({ code: 'SignedOut', obstacle }, message, { cause });

export const entraUnavailable = (message: string, retryAfterSeconds: number, cause: Error): ArcError =>
  new ArcError({ code: 'Throttled', retryAfterSeconds }, `${message} ${l10n.t('Try again.')}`, { cause });

export const noGatewaysIn = ({ display }: Cloud): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`Arc gateway isn’t available in ${display}, only in the Azure public cloud. Choose the cloud in the setting “arcGateway.cloud”.`,
  );
