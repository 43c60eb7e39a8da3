import type { ArcError, SignInObstacle } from '../errors';
import { redact } from '../redact';
import { translated } from '../text/phrases';
import table from './data/signInErrors.json' with { type: 'json' };
import { entraUnavailable, signInRefused } from './errors';

const obstacles: readonly SignInObstacle[] = ['signedOut', 'consent', 'wrongTenant', 'credential', 'blocked'];
const retrySeconds = 30;

interface EntraError {
  readonly obstacle: string;
  readonly message: string;
  readonly source: string;
  readonly asOf: string;
}

const entries: ReadonlyMap<number, EntraError> = new Map(
  table.flatMap((entry) => entry.codes.map((code) => [code, entry] as const)),
);

/** By the AADSTS code; undefined if unknown. Entra’s message is the cause. */
export function signInError(text: string): ArcError | undefined {
  const known = [...text.matchAll(/AADSTS(\d{1,9})/g)].map(([, code]) => ({ code, entry: entries.get(Number(code)) }));
  const found = known.find(({ entry }) => entry !== undefined);
  if (!found?.entry) return undefined;
  const { obstacle, message } = found.entry;
  const cause = new Error(`AADSTS${found.code}: ${ownWords(text)}`);
  const told = `${translated(message)} (AADSTS${found.code})`;
  const reason = obstacles.find((each) => each === obstacle);
  return reason ? signInRefused(reason, told, cause) : entraUnavailable(told, retrySeconds, cause);
}

/** Without ids and times. */
function ownWords(text: string): string {
  const start = /AADSTS\d{1,9}:/.exec(text);
  if (!start) return '';
  const words = text.slice(start.index + start[0].length);
  const end = words.search(/\b(?:Trace ID|Correlation ID|Timestamp)\b/);
  const sentence = (end < 0 ? words : words.slice(0, end)).trim();
  // Some responses have a dash before the ids.
  return redact(end >= 0 && sentence.endsWith('-') ? sentence.slice(0, -1).trim() : sentence);
}
