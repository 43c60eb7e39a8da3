import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';

export const notSignedIn = (): ArcError =>
  new ArcError({ code: 'SignedOut' }, l10n.t('You are not signed in to Azure. Sign in to see your gateways.'));

/** For Azure’s claims challenge. */
export const verificationRequired = (): ArcError =>
  new ArcError(
    { code: 'SignedOut', obstacle: 'signedOut' },
    l10n.t('Azure requires additional verification. Sign in again.'),
  );

/** `environment`: value of VS Code’s setting. */
export const otherSovereignCloud = (cloud: string, environment: string): ArcError =>
  new ArcError(
    { code: 'SignedOut' },
    l10n.t`To sign in to ${cloud}, set “microsoft-sovereign-cloud.environment” to “${environment}”, or choose another sign-in method.`,
  );

export const signInFailed = (reason: string): ArcError =>
  new ArcError({ code: 'SignedOut' }, l10n.t`VS Code could not sign in to Azure: ${reason}`);

export const customCloudInvalid = (problem: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'arcGateway.customCloud' }, problem);

export const noServicePrincipalStored = (): ArcError =>
  new ArcError(
    { code: 'SignedOut', obstacle: 'credential' },
    l10n.t('No service principal is stored. Store one to sign in.'),
  );
