import { isRecord } from '../kernel/isRecord';
import type { Change } from './changes';
import * as v from 'valibot';

/**
 * Requests from a webview to the extension host, which parses them; a missing handler is a compile error. `method`: the name
 * in the contract.
 */
export interface RequestDefinition<P extends v.GenericSchema, R extends v.GenericSchema> {
  readonly method: string;
  readonly params: P;
  readonly result: R;
}

export const defineRequest = <const P extends v.GenericSchema, const R extends v.GenericSchema>(
  method: string,
  params: P,
  result: R,
): RequestDefinition<P, R> => ({ method, params, result });

/** The names of a contract’s requests, for the page: it takes what the host says, and needs none of the schemas. */
export type RequestNames<C extends Contract> = Readonly<Record<keyof C['requests'], true>>;

/** One feature’s requests from the webview and state from the host. */
export interface Contract<S extends v.GenericSchema = v.GenericSchema> {
  readonly state: S;
  readonly requests: Readonly<Record<string, RequestDefinition<v.GenericSchema, v.GenericSchema>>>;
}

export type StateOf<C extends Contract> = v.InferOutput<C['state']>;
export type ParamsOf<D> = D extends RequestDefinition<infer P, v.GenericSchema> ? v.InferOutput<P> : never;
export type ResultOf<D> = D extends RequestDefinition<v.GenericSchema, infer R> ? v.InferOutput<R> : never;

export type Handlers<C extends Contract> = {
  readonly [K in keyof C['requests']]: (
    params: ParamsOf<C['requests'][K]>,
    signal: AbortSignal,
  ) => Promise<ResultOf<C['requests'][K]>>;
};

export type Client<C extends Contract> = {
  readonly [K in keyof C['requests']]: (
    params: ParamsOf<C['requests'][K]>,
    signal?: AbortSignal,
  ) => Promise<ResultOf<C['requests'][K]>>;
};

/** Only checks for an object, because the host is trusted. Messages from the page are parsed completely. */
export const fromHost = <T extends object>(): v.GenericSchema<unknown, T> => v.custom<T>((value) => isRecord(value));

export const toHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('request'), id: v.number(), method: v.string(), params: v.unknown() }),
  v.object({ type: v.literal('cancel'), id: v.number() }),
]);
export type ToHost = v.InferOutput<typeof toHost>;

/** Each request gets exactly one result or error. A change is to the state with the number before. */
export type ToWebview =
  | { readonly type: 'state'; readonly number: number; readonly state: unknown }
  | { readonly type: 'change'; readonly number: number; readonly change: Change }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly code: string; readonly message: string };
