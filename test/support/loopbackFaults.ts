import { setTimeout as delay } from 'node:timers/promises';

/** What is wrong with the loopback Azure at the moment. Change it while requests run; counts go down as they happen. */
export interface Faults {
  /** That many requests are answered 429, with this `Retry-After`. */
  throttled: number;
  retryAfterSeconds: number | string;
  /** That many requests are answered 503, without a body of Azure's. */
  unavailable: number;
  /** That many requests are answered with a web page and 404, as a proxy or a captive network does. */
  strangePages: number;
  /** That many requests are refused with this message of Azure’s. */
  refused: number;
  refusalMessage: string;
  /** Every page of a list leads to another one without end, or to itself. */
  endlessPages: 'more' | 'again' | undefined;
  /** Every answer of Resource Graph waits this long. */
  slowPagesMilliseconds: number;
  /** That many connections are cut after the request has arrived. */
  dropped: number;
  /** That many answers end in the middle of their JSON. */
  malformed: number;
  /** That many changes take effect, and the connection is cut before their answer. */
  lost: number;
  /** Every change takes effect at once, and is answered so much later. */
  slowChangesMilliseconds: number;
  /** Subscriptions that the account may not read: Resource Graph still shows what it has cached of them. */
  readonly forbidden: Set<string>;
  /** Resource Graph lets nobody in. */
  graphDenied: boolean;
  /** Operations go well in every poll, and fail in the last. */
  failingOperations: boolean;
  /** The only subscription that an account sees, by the account. */
  readonly onlySubscription: Map<string, string>;
  /** Entra refuses every token with this AADSTS number. */
  refusal: number | undefined;
}

export const noFaults = (): Faults => ({
  throttled: 0,
  retryAfterSeconds: 1,
  unavailable: 0,
  strangePages: 0,
  refused: 0,
  refusalMessage: '',
  endlessPages: undefined,
  slowPagesMilliseconds: 0,
  dropped: 0,
  malformed: 0,
  lost: 0,
  slowChangesMilliseconds: 0,
  forbidden: new Set(),
  graphDenied: false,
  failingOperations: false,
  onlySubscription: new Map(),
  refusal: undefined,
});

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer in the place of Azure's; `drop` cuts the connection; undefined lets the request through. */
export function faultOf(faults: Faults, path: string): Answer | 'drop' | undefined {
  if (takes(faults, 'dropped')) return 'drop';
  if (takes(faults, 'throttled')) {
    const body = error('TooManyRequests', 'The request is being throttled.');
    return { status: 429, headers: { ...mark, 'retry-after': String(faults.retryAfterSeconds) }, body };
  }
  if (takes(faults, 'strangePages')) {
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><body>Not found</body></html>' };
  }
  if (takes(faults, 'refused')) return { status: 400, headers: mark, body: error('BadRequest', faults.refusalMessage) };
  if (takes(faults, 'unavailable')) return { status: 503, headers: mark, body: '' };
  if (faults.graphDenied && path.includes('ResourceGraph')) {
    return {
      status: 403,
      headers: mark,
      body: error('AuthorizationFailed', 'The client may not query Resource Graph.'),
    };
  }
  const forbidden = [...faults.forbidden].find((id) => path.toLowerCase().startsWith(`/subscriptions/${id}/`));
  if (forbidden === undefined) return undefined;
  const message = `The client does not have authorization to perform action over scope '/subscriptions/${forbidden}'.`;
  return { status: 403, headers: mark, body: error('AuthorizationFailed', message) };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The absolute URL, query and all. */
  readonly href: string;
}

const changes = ['PUT', 'PATCH', 'DELETE'];

/** What becomes of an answer on its way back; `lost` cuts the connection. */
export async function spoil(faults: Faults, { method, path, href }: Asked, answer: Answer): Promise<Answer | 'lost'> {
  if (changes.includes(method)) {
    if (takes(faults, 'lost')) return 'lost';
    await delay(faults.slowChangesMilliseconds);
  }
  if (faults.failingOperations && /\/operationstatus(?:es)?\//i.test(path) && answer.body.includes('"Succeeded"')) {
    const failed = { status: 'Failed', error: { code: 'InternalServerError', message: 'It fell over at the end.' } };
    return { ...answer, body: JSON.stringify(failed) };
  }
  if (faults.endlessPages && answer.status === 200)
    return { ...answer, body: goneOn(answer.body, href, faults.endlessPages) };
  if (answer.body !== '' && takes(faults, 'malformed')) return { ...answer, body: answer.body.slice(0, -2) };
  return answer;
}

/** A page with one more behind it; all else as it was. Resource Graph can only lead to its first page again. */
function goneOn(body: string, href: string, how: 'more' | 'again'): string {
  const page: unknown = JSON.parse(body);
  if (typeof page !== 'object' || page === null) return body;
  if ('data' in page) return JSON.stringify({ ...page, totalRecords: 0, $skipToken: btoa('0') });
  if (!('value' in page)) return body;
  const next = new URL(href);
  next.searchParams.set('page', how === 'again' ? how : crypto.randomUUID());
  return JSON.stringify({ ...page, nextLink: next.href });
}

/** The list of subscriptions as an account sees it that sees only one. */
export function narrow({ onlySubscription }: Faults, account: string | undefined, answer: Answer): Answer {
  const only = account === undefined ? undefined : onlySubscription.get(account);
  if (only === undefined) return answer;
  const { value } = JSON.parse(answer.body) as { value: readonly { readonly subscriptionId: string }[] };
  return { ...answer, body: JSON.stringify({ value: value.filter(({ subscriptionId }) => subscriptionId === only) }) };
}

const mark = { 'content-type': 'application/json', 'x-ms-request-id': '00000000-0000-4000-8000-000000000429' };

const error = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

function takes(
  faults: Faults,
  count: 'dropped' | 'throttled' | 'strangePages' | 'refused' | 'unavailable' | 'malformed' | 'lost',
): boolean {
  if (faults[count] === 0) return false;
  faults[count]--;
  return true;
}
