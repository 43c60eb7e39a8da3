import { canceled } from '../../kernel/errors';
import type { ProbeFailure } from '../../planning/network/probes';
import { lookUp } from '../../kernel/lookUp';

/** Caught within the probe. */
export class StepFailed extends Error {
  constructor(
    readonly failure: ProbeFailure,
    readonly status?: number,
  ) {
    super(failure);
  }
}

/** The TLS library could not decode a certificate. */
export class UnreadableCertificate extends StepFailed {
  constructor() {
    super('other');
  }
}

/** Rejects with `StepFailed`, or `Canceled` on abort. */
export async function step<T>(
  milliseconds: number,
  signal: AbortSignal,
  run: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  let stop: () => void = () => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new StepFailed('timeout'));
      }, milliseconds);
      const onAbort = (): void => {
        reject(canceled());
      };
      signal.addEventListener('abort', onAbort);
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      if (signal.aborted) onAbort();
      else run(resolve, reject);
    });
  } finally {
    stop();
  }
}

const failures: Readonly<Record<string, ProbeFailure>> = {
  ENOTFOUND: 'notFound',
  ENODATA: 'notFound',
  EAI_AGAIN: 'timeout',
  ETIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
};

/** The first of several attempts counts. */
export function stepFailure(error: unknown): StepFailed {
  if (error instanceof StepFailed) return error;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  return new StepFailed(lookUp(failures, code) ?? 'other');
}
