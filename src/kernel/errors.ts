import * as l10n from '@vscode/l10n';

/** Why a host could not be reached, as reported by the operating system or the proxy. */
export type UnreachableCause = 'dns' | 'tls' | 'proxy' | 'timeout' | 'refused';

/** Why a sign-in failed. `credential`: Entra rejects the service principal's secret or certificate; `blocked`: by a policy. */
export type SignInObstacle = 'signedOut' | 'consent' | 'wrongTenant' | 'credential' | 'blocked';

/** What can go wrong with Azure, a machine or what a person enters. Adapters map to it; `vscode/failures.ts` shows it. */
export type Failure =
  | { readonly code: 'Cancelled' }
  | { readonly code: 'InvalidInput'; readonly field: string }
  /** Without an obstacle, nobody is signed in. */
  | { readonly code: 'SignedOut'; readonly obstacle?: SignInObstacle }
  | { readonly code: 'Forbidden'; readonly needs: string }
  | { readonly code: 'NotFound'; readonly resource: string }
  /** Something has to be there, or be ready, before this can be done; trying again changes nothing. */
  | { readonly code: 'Precondition' }
  /**
   * Another change, lock or run is in the way. `retryAfterSeconds`: it is temporary, and the same request may succeed
   * then. `interruptedRun`: the journal of the run to resume or discard first.
   */
  | { readonly code: 'Conflict'; readonly retryAfterSeconds?: number; readonly interruptedRun?: string }
  /** It was accepted and begun, and then failed, was canceled, or had no effect. */
  | { readonly code: 'OperationFailed' }
  /** Azure gave a part of a list only; what is missing may exist. */
  | { readonly code: 'Incomplete' }
  | { readonly code: 'Throttled'; readonly retryAfterSeconds: number }
  | { readonly code: 'Unreachable'; readonly host: string; readonly cause: UnreachableCause }
  /** `isUnknown`: no key of the host is known yet, so a person may compare and accept it. */
  | { readonly code: 'HostKey'; readonly host: string; readonly isUnknown?: boolean }
  | { readonly code: 'RemoteAuth'; readonly host: string }
  | { readonly code: 'RemoteFailed'; readonly exitCode: number; readonly tail: string }
  | { readonly code: 'Unsupported' }
  | { readonly code: 'Bug' };

export type FailureCode = Failure['code'];

// `instanceof` fails across the bundle's chunks; a registered symbol is the same in all of them.
const brand = Symbol.for('arcGateway.ArcError');

/** A failure with a translated message: what happened, and what to do about it. */
export class ArcError extends Error {
  readonly [brand] = true;

  constructor(
    readonly failure: Failure,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ArcError';
  }

  get code(): FailureCode {
    return this.failure.code;
  }
}

export function isArcError(error: unknown): error is ArcError {
  return typeof error === 'object' && error !== null && brand in error;
}

export const cancelled = (): ArcError => new ArcError({ code: 'Cancelled' }, l10n.t('Canceled.'));

/** Whatever was thrown, as an `ArcError`; an error that nobody mapped is a `Bug`. */
export function asArcError(error: unknown): ArcError {
  if (isArcError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  return new ArcError({ code: 'Bug' }, message, { cause: error });
}
