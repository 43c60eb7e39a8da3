import { type FieldEdit } from '../../src/contract/wizard';

/** What the person has changed and the host has not confirmed yet. */
export interface EditQueue {
  /** Sends these edits after a short pause; the same key replaces what is still waiting under it. */
  readonly soon: (key: string, edits: readonly FieldEdit[]) => void;
  /** Sends these edits, and all that waits, at once and as one request. */
  readonly now: (key: string, edits: readonly FieldEdit[]) => void;
  /** The form holds something newer than any pushed state: a pushed value must not replace it. */
  readonly isAhead: (key: string) => boolean;
  /** Sends what waits and resolves when the host has answered everything. */
  readonly flush: () => Promise<void>;
  /** A state has been pushed: what the host refused before gives way to it. */
  readonly takeState: () => void;
}

const pauseMilliseconds = 250;
/** The contract's limit of edits in one request. */
const batchSize = 16;

interface Outcome {
  readonly onDone: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Requests go out one after the other: each edit is computed by the host on the text that the one before has left. What
 * the host refuses stays in the form until the next state, so that it can be corrected.
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
