import { isRecord } from '../kernel/isRecord';
import * as v from 'valibot';

/**
 * Messages between the extension host and a webview. Each is a value defined once, in a file of this folder; both
 * sides import that value, parse what arrives, and get a compile error when a handler is missing.
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

/** One feature's messages: requests from the webview by name, and the state that the host pushes. */
export interface Contract<S extends v.GenericSchema = v.GenericSchema> {
  readonly state: S;
  readonly requests: Readonly<Record<string, RequestDefinition<v.GenericSchema, v.GenericSchema>>>;
}

export type StateOf<C extends Contract> = v.InferOutput<C['state']>;
export type ParamsOf<D> = D extends RequestDefinition<infer P, v.GenericSchema> ? v.InferOutput<P> : never;
export type ResultOf<D> = D extends RequestDefinition<v.GenericSchema, infer R> ? v.InferOutput<R> : never;

/** What the host must provide to serve a contract: exactly one handler a request. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C['requests']]: (
    params: ParamsOf<C['requests'][K]>,
    signal: AbortSignal,
  ) => Promise<ResultOf<C['requests'][K]>>;
};

/** What the webview calls. */
export type Client<C extends Contract> = {
  readonly [K in keyof C['requests']]: (
    params: ParamsOf<C['requests'][K]>,
    signal?: AbortSignal,
  ) => Promise<ResultOf<C['requests'][K]>>;
};

/**
 * What the host makes of its own types, which are the page's too: it is not looked into. What a page sends may be anything, and
 * is parsed to its last member.
 */
export const fromHost = <T extends object>(): v.GenericSchema<unknown, T> => v.custom<T>((value) => isRecord(value));

/** Everything that travels from the webview to the host. */
export const toHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('request'), id: v.number(), method: v.string(), params: v.unknown() }),
  v.object({ type: v.literal('cancel'), id: v.number() }),
]);
export type ToHost = v.InferOutput<typeof toHost>;

/** Everything that travels from the host to the webview. Every request is answered once, with a result or an error. */
export const toWebview = v.variant('type', [
  v.object({ type: v.literal('state'), state: v.unknown() }),
  v.object({ type: v.literal('result'), id: v.number(), value: v.unknown() }),
  v.object({ type: v.literal('error'), id: v.number(), code: v.string(), message: v.string() }),
]);
export type ToWebview = v.InferOutput<typeof toWebview>;
