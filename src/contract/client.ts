import * as v from 'valibot';
import { applyChange } from './changes';
import { type Client, type Contract, type StateOf, type ToHost, toWebview } from './protocol';

/** VS Code’s `postMessage` and the window’s `message` event. */
export interface WebviewPort {
  post(message: ToHost): void;
  listen(receive: (message: unknown) => void): void;
}

/** `code`: a `FailureCode`. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

interface Pending {
  readonly settle: (outcome: { value: unknown } | { error: RequestError }) => void;
}

// Detects a dead host. Long, because save dialogs wait for the person.
const timeoutMilliseconds = 10 * 60_000;

/** `onState` gets pushed states: what hasn't changed in one is the same object as before. */
export function connect<C extends Contract>(
  contract: C,
  port: WebviewPort,
  onState: (state: StateOf<C>) => void,
): Client<C> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let last: { readonly number: number; readonly state: unknown } | undefined;
  const take = (number: number, state: unknown): void => {
    last = { number, state };
    onState(v.parse(contract.state, state));
  };

  port.listen((raw) => {
    const parsed = v.safeParse(toWebview, raw);
    if (!parsed.success) return; // other scripts post to the window too
    const message = parsed.output;
    if (message.type === 'state') {
      take(message.number, message.state);
      return;
    }
    if (message.type === 'change') {
      // VS Code drops what is posted to a hidden page.
      if (last?.number === message.number - 1) take(message.number, applyChange(last.state, message.change));
      else port.post({ type: 'ready' });
      return;
    }
    pending
      .get(message.id)
      ?.settle(
        message.type === 'result'
          ? { value: message.value }
          : { error: new RequestError(message.code, message.message) },
      );
  });

  const request = (method: string, result: v.GenericSchema, params: unknown, signal?: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const finish = (): void => {
        pending.delete(id);
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        finish();
        port.post({ type: 'cancel', id });
        reject(new RequestError('Canceled', 'Canceled.'));
      };
      const timer = setTimeout(() => {
        finish();
        reject(new RequestError('Bug', `The extension did not answer “${method}”.`));
      }, timeoutMilliseconds);
      pending.set(id, {
        settle: (outcome) => {
          finish();
          if ('error' in outcome) reject(outcome.error);
          else resolve(v.parse(result, outcome.value));
        },
      });
      signal?.addEventListener('abort', abort);
      port.post({ type: 'request', id, method, params });
    });

  const methods = Object.entries(contract.requests).map(([name, definition]) => [
    name,
    (params: unknown, signal?: AbortSignal) => request(definition.method, definition.result, params, signal),
  ]);
  return Object.fromEntries(methods) as Client<C>;
}
