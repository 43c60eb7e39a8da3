import { RequestError } from '../src/contract/client';

/**
 * Asks the host over and over, as a person types: an older question is taken back, and only the newest answer is shown.
 */
export function latest<P, R>(
  request: (params: P, signal: AbortSignal) => Promise<R>,
  show: (answer: R) => void,
  fail: (message: string) => void,
): (params: P) => void {
  let last: AbortController | undefined;
  return (params) => {
    last?.abort();
    const current = new AbortController();
    last = current;
    request(params, current.signal).then(
      (answer) => {
        if (last === current) show(answer);
      },
      (error: unknown) => {
        if (last !== current || (error instanceof RequestError && error.code === 'Cancelled')) return;
        fail(error instanceof Error ? error.message : String(error));
      },
    );
  };
}
