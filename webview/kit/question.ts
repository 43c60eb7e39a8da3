import { RequestError } from '../../src/contract/client';
import { messageOf } from './messageOf';

/** What the host answers to a question that is asked again and again, as a person types. */
export interface Question<P, R> {
  /** The newest answer; while the next one is awaited, the last. */
  readonly answer: () => R | undefined;
  /** Why there is none. */
  readonly failure: () => string;
  readonly ask: (params: P) => void;
  /** Takes back what was asked, and forgets the answer. */
  readonly clear: () => void;
}

/** An older question is taken back when a newer one is asked, and its answer never shows. */
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
          if (error instanceof RequestError && error.code === 'Cancelled') return;
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
