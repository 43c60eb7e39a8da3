import { type FieldEdit } from '../../src/contract/wizard';

/** Edits that the host hasn't confirmed yet. */
export interface EditQueue {
  /** Sends after a pause; replaces waiting edits with the same key. */
  readonly soon: (key: string, edits: readonly FieldEdit[]) => void;
  /** Sends now, together with everything that waits. */
  readonly now: (key: string, edits: readonly FieldEdit[]) => void;
  /** True while the form is newer than any pushed state, which must not replace it. */
  readonly isAhead: (key: string) => boolean;
  /** Sends what waits; resolves when all requests are answered. */
  readonly flush: () => Promise<void>;
  /** To call with each pushed state: it replaces refused edits. */
  readonly takeState: () => void;
}

const pauseMilliseconds = 250;
const batchSize = 16;

interface Outcome {
  readonly onDone: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Sends one request at a time: the host applies each edit to the result of the one before. Refused edits stay in the form
 * until the next state.
 */
export function createEditQueue(
  send: (edits: FieldEdit[]) => Promise<unknown>,
  { onDone, onError }: Outcome,
): EditQueue {
  const waiting = new Map<string, readonly FieldEdit[]>();
  const underWay = new Set<string>();
  const refused = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tail = Promise.resolve();

  async function sendWaiting(): Promise<void> {
    const edits = [...waiting.values()].flat();
    if (edits.length === 0) return;
    for (const key of waiting.keys()) underWay.add(key);
    waiting.clear();
    try {
      for (let start = 0; start < edits.length; start += batchSize) await send(edits.slice(start, start + batchSize));
      underWay.clear();
      onDone();
    } catch (error) {
      for (const key of underWay) refused.add(key);
      underWay.clear();
      onError(error);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    tail = tail.then(sendWaiting);
    return tail;
  }

  return {
    soon(key, edits) {
      waiting.set(key, edits);
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pauseMilliseconds);
    },
    now(key, edits) {
      waiting.set(key, edits);
      void flush();
    },
    isAhead: (key) => waiting.has(key) || underWay.has(key) || refused.has(key),
    flush,
    takeState: () => {
      refused.clear();
    },
  };
}
