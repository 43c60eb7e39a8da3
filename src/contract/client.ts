import { isRecord } from '../kernel/isRecord';
import { applyChange } from './changes';
import type { Client, Contract, RequestNames, StateOf, ToHost, ToWebview } from './protocol';

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
  names: RequestNames<C>,
  port: WebviewPort,
  onState: (state: StateOf<C>) => void,
): Client<C> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let last: { readonly number: number; readonly state: unknown } | undefined;
  const take = (number: number, state: unknown): void => {
    last = { number, state };
    onState(state);
  };

  port.listen((raw) => {
    if (!isOfHost(raw)) return;
    const message = raw;
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

  const request = (method: string, params: unknown, signal?: AbortSignal): Promise<unknown> =>
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
          else resolve(outcome.value);
        },
      });
      signal?.addEventListener('abort', abort);
      port.post({ type: 'request', id, method, params });
    });

  const methods = Object.keys(names).map((name) => [
    name,
    (params: unknown, signal?: AbortSignal) => request(name, params, signal),
  ]);
  return Object.fromEntries(methods) as Client<C>;
}

const types: ReadonlySet<unknown> = new Set<ToWebview['type']>(['state', 'change', 'result', 'error']);

/** Other scripts post to the window too. */
const isOfHost = (message: unknown): message is ToWebview => isRecord(message) && types.has(message.type);
