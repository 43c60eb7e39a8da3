/** Why a host could not be reached, as far as the operating system or the proxy says. */
export type UnreachableCause = 'dns' | 'tls' | 'proxy' | 'timeout' | 'refused';

/**
 * What stands between the person and a token. `credential`: what a service principal proves itself with is not accepted;
 * `blocked`: a policy of the organisation.
 */
export type SignInObstacle = 'signedOut' | 'consent' | 'wrongTenant' | 'credential' | 'blocked';

/**
 * Everything that can go wrong while talking to Azure, to a machine or to a person's input.
 * Adapters map what they meet into one of these at once; the command wrapper in `host/` is the one place that shows it.
 */
export type Failure =
  | { readonly code: 'Cancelled' }
  | { readonly code: 'InvalidInput'; readonly field: string }
  /** Without an obstacle, nobody is signed in. */
  | { readonly code: 'SignedOut'; readonly obstacle?: SignInObstacle }
  | { readonly code: 'Forbidden'; readonly needs: string }
  | { readonly code: 'NotFound'; readonly resource: string }
  /**
   * With a time: something is in the middle of another change, and the same request may succeed after it. With a run, by
   * its journal: that was interrupted, and has to be resumed or discarded first.
   */
  | { readonly code: 'Conflict'; readonly retryAfterSeconds?: number; readonly interruptedRun?: string }
  | { readonly code: 'Throttled'; readonly retryAfterSeconds: number }
  | { readonly code: 'Unreachable'; readonly host: string; readonly cause: UnreachableCause }
  /** `isUnknown` when no key of the host is known yet, so that a person may compare it and accept it. */
  | { readonly code: 'HostKey'; readonly host: string; readonly isUnknown?: boolean }
  | { readonly code: 'RemoteAuth'; readonly host: string }
  | { readonly code: 'RemoteFailed'; readonly exitCode: number; readonly tail: string }
  | { readonly code: 'Unsupported' }
  | { readonly code: 'Bug' };

export type FailureCode = Failure['code'];

// The bundle has several chunks; a registered symbol is the same in all of them where `instanceof` would not be.
const brand = Symbol.for('arcGateway.ArcError');

/** A failure with a sentence for the person: what happened, and what to do about it. */
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

export const cancelled = (): ArcError => new ArcError({ code: 'Cancelled' }, 'Cancelled.');

/** Turns whatever was thrown into an `ArcError`; what nobody mapped is a defect of ours, and is called that. */
export function asArcError(error: unknown): ArcError {
  if (isArcError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  return new ArcError({ code: 'Bug' }, message, { cause: error });
}
