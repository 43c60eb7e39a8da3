import { RequestError } from '../../src/contract/client';
import { messageOf } from './messageOf';

/** A request repeated while typing, and its latest answer. */
export interface Question<P, R> {
  readonly answer: () => R | undefined;
  readonly failure: () => string;
  readonly ask: (params: P) => void;
  /** Cancels the request and drops the answer. */
  readonly clear: () => void;
}

/** Asking again cancels the previous request. */
export function createQuestion<P, R>(
  request: (params: P, signal: AbortSignal) => Promise<R>,
  onAnswer: () => void,
): Question<P, R> {
  let last: AbortController | undefined;
  let answer: R | undefined;
  let failure = '';
  const replace = (next: AbortController | undefined): void => {
    last?.abort();
    last = next;
  };
  const settle = (own: AbortController, next: R | undefined, message: string): void => {
    if (last !== own) return;
    answer = next;
    failure = message;
    onAnswer();
  };
  return {
    answer: () => answer,
    failure: () => failure,
    ask: (params) => {
      const own = new AbortController();
      replace(own);
      request(params, own.signal).then(
        (next) => settle(own, next, ''),
        (error: unknown) => {
          if (error instanceof RequestError && error.code === 'Canceled') return;
          settle(own, undefined, messageOf(error));
        },
      );
    },
    clear: () => {
      replace(undefined);
      answer = undefined;
      failure = '';
    },
  };
}
