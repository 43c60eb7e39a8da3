import { endpointFrom, truthOf } from './endpointAnswers';
import { logFields } from './logFields';
import type { ShownValue } from './shownValue';
import { coded } from './verdicts';

const longest = 500;
const named = /\bError="(?:[^"\\]|\\.){1,2000}"/g;
const level = /(?:^|[\s,{])"?(?:level|lvl|severity)"?\s{0,3}[=:]\s{0,3}"?(?:error|fatal|panic|critical)\b/i;
const leading = /^[\d\s:.TZ+/[\](){}-]{0,60}(?:error|fatal|panic|critical)\b/i;

/**
 * Values named `Error`, log lines of that level or worse, and failed checks without a host; no
 * duplicates.
 */
export function errorsIn(text: string): readonly ShownValue[] {
  // Consoles wrap long values.
  const whole = text.replace(named, (value) => value.replace(/\s+/g, ' '));
  const found = whole.split('\n').flatMap((line) => errorOf(line) ?? []);
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function errorOf(line: string): ShownValue | undefined {
  const fields = logFields(line);
  const { error = '', msg = '', check_name: check } = Object.fromEntries(fields);
  if (error !== '') return shortened(error);
  // Failed hosts are reported as endpoints.
  if (truthOf(fields.get('status')) === false) return hasHost(fields) ? undefined : failed(check);
  return leading.test(line) || level.test(line) ? shortened(msg || line) : undefined;
}

const failed = (check: string | undefined): ShownValue =>
  check === undefined ? coded('someCheckFailed') : coded('checkFailed', { check: shortened(check) });

const shortened = (text: string): string => text.trim().slice(0, longest);

const hasHost = (fields: ReadonlyMap<string, string>): boolean =>
  endpointFrom({ endpoint: fields.get('hostname') ?? fields.get('endpoint') ?? '' }).length > 0;
