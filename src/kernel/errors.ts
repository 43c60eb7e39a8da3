import * as l10n from '@vscode/l10n';
import { isRecord } from './isRecord';

export type UnreachableCause = 'dns' | 'tls' | 'proxy' | 'timeout' | 'refused';

/** `credential`: Entra rejects the secret or certificate; `blocked`: by a policy. */
export type SignInObstacle = 'signedOut' | 'consent' | 'wrongTenant' | 'credential' | 'blocked';

/** Expected failures; `vscode/failures.ts` shows them. */
export type Failure =
  | { readonly code: 'Canceled' }
  | { readonly code: 'InvalidInput'; readonly field: string }
  /** Without an obstacle: not signed in. */
  | { readonly code: 'SignedOut'; readonly obstacle?: SignInObstacle }
  | { readonly code: 'Forbidden'; readonly needs: string }
  | { readonly code: 'NotFound'; readonly resource: string }
  /** Something is missing or not ready; retrying doesn’t help. */
  | { readonly code: 'Precondition' }
  /**
   * Another change, lock or run. `retryAfterSeconds`: temporary. `interruptedRun`: journal to resume or discard first.
   */
  | { readonly code: 'Conflict'; readonly retryAfterSeconds?: number; readonly interruptedRun?: string }
  /** Accepted, then failed, canceled, without effect, or not finished in time. */
  | { readonly code: 'OperationFailed' }
  /** Azure returned a partial list. */
  | { readonly code: 'Incomplete' }
  | { readonly code: 'Throttled'; readonly retryAfterSeconds: number }
  | { readonly code: 'Unreachable'; readonly host: string; readonly cause: UnreachableCause }
  /** `isUnknown`: no known key, so a person may accept it. */
  | { readonly code: 'HostKey'; readonly host: string; readonly isUnknown?: boolean }
  | { readonly code: 'RemoteAuth'; readonly host: string }
  | { readonly code: 'RemoteFailed'; readonly exitCode: number; readonly tail: string }
  | { readonly code: 'Unsupported' }
  | { readonly code: 'Bug' };

export type FailureCode = Failure['code'];

// `instanceof` fails across chunks; registered symbols don’t.
const brand = Symbol.for('arcGateway.ArcError');

/** The message is translated: what happened and how to fix it. */
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
  return isRecord(error) && brand in error;
}

export const canceled = (): ArcError => new ArcError({ code: 'Canceled' }, l10n.t('Canceled.'));

/** Unmapped errors become `Bug`. */
export function asArcError(error: unknown): ArcError {
  if (isArcError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return canceled();
  const message = error instanceof Error ? error.message : String(error);
  return new ArcError({ code: 'Bug' }, message, { cause: error });
}
