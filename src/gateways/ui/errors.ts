import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import { listOf } from '../../kernel/text/phrases';

export const bypassListNotOffered = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`Azure does not offer an API version with bypass lists here yet, so the bypass list of ${name} cannot be read or changed.`,
  );

export const bypassListDiffers = (name: string, hosts: readonly string[]): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`Azure accepted the bypass list of ${name} but now returns a different one. Hosts that differ: ${listOf(hosts)}. Check the list again in a minute.`,
  );

/** The operation may still be running in Azure. */
export const operationNotFollowed = (name: string, cause: ArcError): ArcError =>
  new ArcError(
    cause.failure,
    l10n.t`${cause.message} Azure may still be working on ${name}. Reload the window or sign in again to check its state.`,
    { cause },
  );

export const noLocationOffered = (subscription: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`Azure does not offer Arc gateways in any location to the subscription ${subscription}. Choose another subscription.`,
  );

export const answerMissing = (): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t('An answer about the gateway is missing.'));

/** As the first of them, with the words of all. */
export const registrationsFailed = ({ failure }: ArcError, all: readonly ArcError[]): ArcError =>
  new ArcError(failure, all.map(({ message }) => message).join(' '));
