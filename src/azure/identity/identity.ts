import { canceled } from '../../kernel/errors';
import { raceWithAbort } from '../../kernel/raceWithAbort';
import type { GetToken } from '../credential';
import { tokenError, AuthorityMonitor } from './tokenErrors';
import { credentialOf, type MethodOptions, type SignInMethod } from './methods';

export type { SignInMethod };

export interface IdentityOptions extends MethodOptions {
  readonly method: SignInMethod;
}

/** Both functions throw only `ArcError`. */
export interface Identity {
  readonly getToken: GetToken;
  /** Absent for noninteractive methods. */
  readonly signIn?: (signal: AbortSignal) => Promise<void>;
}

/** Tokens stay in memory: each window signs in separately. */
export function createIdentity({ method, ...options }: IdentityOptions): Identity {
  const authority = new AuthorityMonitor();
  const context = { kind: method.kind, tenantId: options.tenantId };
  const credential = credentialOf(method, options, authority.policy);
  const mapped = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      signal.throwIfAborted();
      // The library ignores the signal while waiting for a browser, program, or machine endpoint.
      return await raceWithAbort(work(), signal);
    } catch (thrown) {
      throw signal.aborted ? canceled() : tokenError(thrown, context, authority);
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
