import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { type ArcError, isArcError } from '../kernel/errors';
import { signInError } from '../kernel/knowledge/signInError';
import { redact } from '../kernel/redact';
import { noToken, notSignedIn } from './errors';

export interface TokenRequest {
  readonly scopes: readonly string[];
  /** Azure's claims challenge, as JSON; requires a new token. */
  readonly claims?: string | undefined;
}

/** `expiresOn` is a date or Unix time in milliseconds. */
export type GetToken = (
  request: TokenRequest,
  signal: AbortSignal,
) => Promise<{ readonly token: string; readonly expiresOn: Date | number }>;

export function createCredential(getToken: GetToken): TokenCredential {
  return {
    async getToken(scopes, options): Promise<AccessToken> {
      const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : new AbortController().signal;
      const request = { scopes: [scopes].flat(), claims: options?.claims };
      const { token, expiresOn } = await getToken(request, signal).catch((thrown: unknown) => {
        throw isArcError(thrown) || signal.aborted ? thrown : signedOut(thrown);
      });
      if (!token) throw notSignedIn();
      return { token, expiresOnTimestamp: Number(expiresOn) };
    },
  };
}

function signedOut(thrown: unknown): ArcError {
  const reason = redact(thrown instanceof Error ? thrown.message : String(thrown));
  return signInError(reason) ?? noToken(reason);
}
