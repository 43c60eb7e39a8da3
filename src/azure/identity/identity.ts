import { cancelled } from '../../core';
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
  const way = new WayToAuthority();
  const credential = credentialOf(method, options, way.policy);
  const mapped = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      signal.throwIfAborted();
      return await work();
    } catch (thrown) {
      throw signal.aborted ? cancelled() : tokenError(thrown, method.kind, way);
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
          // The browser's way does not listen to the signal while it waits for the person.
          await Promise.race([credential.authenticate(options.cloud.scope, { abortSignal: signal }), aborted(signal)]);
        }, signal),
    }),
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      reject(cancelled());
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
