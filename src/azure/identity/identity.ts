import { cancelled } from '../../kernel/errors';
import { raceWithAbort } from '../../kernel/raceWithAbort';
import type { GetToken } from '../credential';
import { tokenError, WayToAuthority } from './failures';
import { credentialOf, type Method, type MethodOptions } from './methods';

export type { Method };

export interface IdentityOptions extends MethodOptions {
  readonly method: Method;
}

/** One way of signing in. Both functions throw `ArcError` and nothing else. */
export interface Identity {
  readonly getToken: GetToken;
  /** Asks the person; absent when there is nobody to ask. */
  readonly signIn?: (signal: AbortSignal) => Promise<void>;
}

/** Signs in through the Azure Identity library. Tokens stay in memory: each window signs in for itself. */
export function createIdentity({ method, ...options }: IdentityOptions): Identity {
  const authority = new WayToAuthority();
  const way = { kind: method.kind, tenantId: options.tenantId };
  const credential = credentialOf(method, options, authority.policy);
  const mapped = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      signal.throwIfAborted();
      // The library does not listen while it waits for a page in the browser, a program or a machine's endpoint.
      return await raceWithAbort(work(), signal);
    } catch (thrown) {
      throw signal.aborted ? cancelled() : tokenError(thrown, way, authority);
    }
  };
  return {
    getToken: (request, signal) =>
      mapped(async () => {
        const options = { abortSignal: signal, ...(request.claims && { claims: request.claims }) };
        const token = await credential.getToken([...request.scopes], options);
        return { token: token?.token ?? '', expiresOn: token?.expiresOnTimestamp ?? 0 };
      }, signal),
    ...('authenticate' in credential && {
      signIn: (signal: AbortSignal) =>
        mapped(async () => {
          await credential.authenticate(options.cloud.scope, { abortSignal: signal });
        }, signal),
    }),
  };
}
