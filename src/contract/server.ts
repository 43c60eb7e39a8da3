import * as v from 'valibot';
import { asArcError } from '../kernel/errors';
import { changeBetween } from './changes';
import { type Contract, type Handlers, type StateOf, type ToWebview, toHost } from './protocol';
import { lookUp } from '../kernel/lookUp';

export interface HostPort {
  post(message: ToWebview): void;
}

export interface Server<C extends Contract> {
  readonly receive: (raw: unknown) => void;
  /** Sends what differs from the last state, which must not change. */
  push(state: StateOf<C>): void;
  /** Cancels running requests. */
  dispose(): void;
}

type AnyHandler = (params: unknown, signal: AbortSignal) => Promise<unknown>;

/**
 * Parses payloads before handlers see them; responds to each request exactly once. `onError` gets failures except
 * cancellation.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  port: HostPort,
  events: { onReady(): void; onError(error: Error): void },
): Server<C> {
  const running = new Map<number, AbortController>();
  let last: { readonly state: StateOf<C> } | undefined;
  let number = 0;
  const handlerOf = handlers as Readonly<Record<string, AnyHandler>>;
  const methods = new Map(
    Object.entries(contract.requests).map(([name, { method, params }]) => [method, { name, params }]),
  );

  async function answer(id: number, method: string, rawParams: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const request = methods.get(method);
      const handle = request && lookUp(handlerOf, request.name);
      if (!handle) throw new Error(`Unknown request “${method}”.`);
      const value = await handle(v.parse(request.params, rawParams), controller.signal);
      port.post({ type: 'result', id, value });
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code !== 'Canceled') events.onError(error);
      port.post({ type: 'error', id, code: error.code, message: error.message });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive(raw) {
      const parsed = v.safeParse(toHost, raw);
      if (!parsed.success) {
        events.onError(new Error('A message from the webview could not be read.'));
        return;
      }
      const message = parsed.output;
      if (message.type === 'ready') {
        // A page that has just been loaded, or has missed a change.
        last = undefined;
        events.onReady();
      } else if (message.type === 'cancel') running.get(message.id)?.abort();
      else void answer(message.id, message.method, message.params);
    },
    push: (state) => {
      const change = last ? changeBetween(last.state, state) : { value: state };
      last = { state };
      number += 1;
      port.post(
        change && 'value' in change
          ? { type: 'state', number, state }
          : { type: 'change', number, change: change ?? { members: {} } },
      );
    },
    dispose: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}
