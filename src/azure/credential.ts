import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { ArcError, isArcError } from '../kernel/errors';
import { signInError } from '../kernel/knowledge/signInError';
import { redact } from '../kernel/redact';
import { excerpt } from './errors';

export interface TokenRequest {
  readonly scopes: readonly string[];
  /** What Azure demands of the token beyond the scopes, as JSON; a token from a cache does not do then. */
  readonly claims?: string | undefined;
}

/** Asks for a token. `expiresOn` is a date or Unix time in milliseconds. */
export type GetToken = (
  request: TokenRequest,
  signal: AbortSignal,
) => Promise<{ readonly token: string; readonly expiresOn: Date | number }>;

const signInAgain = 'Sign in to Azure, then try again.';

/** Adapts a function to the SDK's credential; whatever goes wrong in it means that nobody is signed in. */
export function createCredential(getToken: GetToken): TokenCredential {
  return {
    async getToken(scopes, options): Promise<AccessToken> {
      const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : new AbortController().signal;
      const request = { scopes: [scopes].flat(), claims: options?.claims };
      const { token, expiresOn } = await getToken(request, signal).catch((thrown: unknown) => {
        throw isArcError(thrown) || signal.aborted ? thrown : signedOut(thrown);
      });
      if (!token) throw new ArcError({ code: 'SignedOut' }, `Nobody is signed in to Azure. ${signInAgain}`);
      return { token, expiresOnTimestamp: Number(expiresOn) };
    },
  };
}

function signedOut(thrown: unknown): ArcError {
  const reason = redact(thrown instanceof Error ? thrown.message : String(thrown));
  return (
    signInError(reason) ??
    new ArcError({ code: 'SignedOut' }, `There is no token for Azure: ${excerpt(reason)} ${signInAgain}`)
  );
}
