import { isRecord } from '../kernel/isRecord';
import { lookUp } from '../kernel/lookUp';

/** The URL is absolute. */
export interface SampleRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface SampleResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or empty. */
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const armError = (status: number, code: string | undefined, message: string): Reply => ({
  status,
  body: { error: { ...(code && { code }), message } },
});

/** In ARM's words: the whole of what is below the resource group. */
export function notFound(id: string): Reply {
  const [scope = '', ...below] = id.split(/\/providers\//i);
  const group = /\/resourceGroups\/([^/]+)/i.exec(scope)?.[1];
  const where = group === undefined ? '' : ` under resource group '${group}'`;
  return armError(
    404,
    'ResourceNotFound',
    `The Resource '${below.length === 0 ? id : below.join('/providers/')}'${where} was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

export const badRequest = (code: string, message: string): Reply => armError(400, code, message);

/** With a link to the next page, if any. */
export function pageOf(items: readonly unknown[], url: URL, size: number): Reply {
  const start = Number(url.searchParams.get('$skiptoken') ?? 0);
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(start + size));
  const hasMore = start + size < items.length;
  return ok({ value: items.slice(start, start + size), ...(hasMore && { nextLink: next.href }) });
}

export type Json = Readonly<Record<string, unknown>>;

/** By a dotted path such as `properties.gateway.enabled`; names are case-insensitive. */
export const valueAt = (value: unknown, path: string): unknown => valueBelow(value, path.split('.'));

export function valueBelow(value: unknown, names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    if (!isRecord(at)) return undefined;
    const own = Object.hasOwn(at, name) ? name : Object.keys(at).find((key) => isSameName(key, name));
    at = own === undefined ? undefined : lookUp(at, own);
  }
  return at;
}

const isSameName = (a: string, b: string): boolean => a.length === b.length && a.toLowerCase() === b.toLowerCase();

/** The path before a part; case-insensitive. */
export function pathBefore(path: string, part: string): string {
  const at = path.toLowerCase().indexOf(part.toLowerCase());
  return at < 0 ? path : path.slice(0, at);
}
