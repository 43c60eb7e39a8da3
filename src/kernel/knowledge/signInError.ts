import { ArcError, type SignInObstacle } from '../errors';
import { redact } from '../redact';
import table from './data/signInErrors.json' with { type: 'json' };

const obstacles: readonly SignInObstacle[] = ['signedOut', 'consent', 'wrongTenant', 'credential', 'blocked'];
const retrySeconds = 30;

interface Entry {
  readonly obstacle: string;
  readonly message: string;
  readonly source: string;
  readonly asOf: string;
}

const entries: ReadonlyMap<number, Entry> = new Map(
  table.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)),
);

/**
 * What Microsoft Entra's answer means, read from the numbers in it; undefined when it holds none that is known. Its own
 * words follow the explanation, without the ids and times that are for its operators.
 */
export function signInError(text: string): ArcError | undefined {
  const known = [...text.matchAll(/AADSTS(\d{1,9})/g)].map(([, code]) => ({ code, entry: entries.get(Number(code)) }));
  const found = known.find(({ entry }) => entry !== undefined);
  if (!found?.entry) return undefined;
  const { obstacle, message } = found.entry;
  const cause = new Error(`AADSTS${found.code}: ${ownWords(text)}`);
  const told = `${message} (AADSTS${found.code})`;
  const reason = obstacles.find((each) => each === obstacle);
  return reason
    ? new ArcError({ code: 'SignedOut', obstacle: reason }, told, { cause })
    : new ArcError({ code: 'Throttled', retryAfterSeconds: retrySeconds }, `${told} Try again.`, { cause });
}

/** What is known of one number of Microsoft Entra's, with the page it comes from. */
export function entraMeaning(code: number): { readonly message: string; readonly source: string } | undefined {
  const entry = entries.get(code);
  return entry && { message: entry.message, source: `${entry.source} (${entry.asOf})` };
}

/** The sentence behind the number. */
function ownWords(text: string): string {
  const start = /AADSTS\d{1,9}:/.exec(text);
  if (!start) return '';
  const words = text.slice(start.index + start[0].length);
  const end = words.search(/\b(?:Trace ID|Correlation ID|Timestamp)\b/);
  const sentence = (end < 0 ? words : words.slice(0, end)).trim();
  // Some answers put a dash before the ids.
  return redact(end >= 0 && sentence.endsWith('-') ? sentence.slice(0, -1).trim() : sentence);
}
