import { isRecord } from '../kernel/isRecord';
import type { Change } from './changes';
import * as v from 'valibot';

/**
 * Requests from a webview to the extension host. Both sides import the definition and parse with it; a missing handler
 * is a compile error.
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

/** Each request gets exactly one result or error. */
export const toWebview = v.variant('type', [
  v.object({ type: v.literal('state'), number: v.number(), state: v.unknown() }),
  // To the state with the number before this one.
  v.object({ type: v.literal('change'), number: v.number(), change: v.custom<Change>(isRecord) }),
  v.object({ type: v.literal('result'), id: v.number(), value: v.unknown() }),
  v.object({ type: v.literal('error'), id: v.number(), code: v.string(), message: v.string() }),
]);
export type ToWebview = v.InferOutput<typeof toWebview>;
