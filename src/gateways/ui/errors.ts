import { ArcError } from '../../kernel/errors';

export const bypassListNotOffered = (name: string): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    `Azure does not offer the preview API with bypass lists here yet, so that of ${name} can be neither read nor changed.`,
  );

export const bypassListDiffers = (name: string, hosts: readonly string[]): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    `Azure accepted the list for ${name}, but now has another one: ${hosts.join(', ')} differ. Look at it again in a minute.`,
  );

/** An operation that cannot be watched any more, whatever became of it. */
export const operationLostSightOf = (name: string, cause: ArcError): ArcError =>
  new ArcError(
    cause.failure,
    `${cause.message} What Azure does with ${name} goes on; it is looked at again after a reload, or when you sign in anew.`,
    { cause },
  );

export const noLocationOffered = (subscription: string): ArcError =>
  new ArcError({ code: 'Unsupported' }, `Azure offers Arc gateways in no location to ${subscription}.`);

export const answerMissing = (): ArcError =>
  new ArcError({ code: 'Bug' }, 'A question about the gateway was left out.');
