import type { LogResult, LogRoute } from './arcLog';
import type { LogFields } from './logFields';

const valueOf = ({ values }: LogFields, names: readonly string[]): string =>
  names.map((name) => values.get(name) ?? '').find((value) => value !== '') ?? '';

const routeNames = ['route', 'via', 'path', 'routedvia', 'decision', 'mode', 'nexthop', 'upstream', 'connectiontype'];
const behindVia = /\b(?:via|through|using|over|route[d]?(?: to| via)?)\W{1,3}(?:the )?([^\s,;]{1,80}(?: proxy\b)?)/i;

const levelNames = ['level', 'loglevel', 'lvl', 'severity'];

export function logRoute(fields: LogFields, host: string): LogRoute {
  const text = valueOf(fields, routeNames) || (behindVia.exec(fields.message)?.[1] ?? '');
  const route = routeOfWords(text);
  if (route !== 'unknown') return route;
  if (/\bbypass(?:ed|ing)?\b|\bdirect(?:ly)?\b/i.test(fields.message)) return 'direct';
  // A request to the gateway itself does not go through the gateway.
  return !host.endsWith('.gw.arc.azure.com') && /\.gw\.arc\.azure\.com/i.test(fields.message) ? 'gateway' : 'unknown';
}

function routeOfWords(text: string): LogRoute {
  if (/gateway|\bgw\b|\.gw\.arc\.azure\.com/i.test(text)) return 'gateway';
  if (/bypass|direct|none/i.test(text)) return 'direct';
  return /proxy|upstream|enterprise/i.test(text) ? 'proxy' : 'unknown';
}

const statusNames = ['status', 'statuscode', 'responsecode', 'responsestatus', 'httpstatus', 'code'];
const statusInWords =
  /\b(?:status(?:[ _]?code)?|response(?:[ _]code)?|HTTP\/\d(?:\.\d)?|code)["']?\s{0,3}[:=]?\s{0,3}"?([1-5]\d\d)\b|(?:->|=>|\s)\s{0,3}([1-5]\d\d)(?:\s(?:OK|Forbidden|Connection [Ee]stablished|Proxy Authentication Required|Bad Gateway|Gateway Time-?out|Service Unavailable))?\s{0,3}$/i;

const deniedWords = /\b(?:denied|forbidden|blocked|not allowed|unauthori[sz]ed|authentication required|TCP_DENIED)\b/i;
const failedWords =
  /\b(?:errors?|fail(?:ed|ure|s)?|time[d]? ?out|refused|reset|unreachable|no such host|eof|x509|could ?not|couldn't|cannot|can't|unable|not (?:ok|connected|established|reachable|forwarded|allowed|available|opened|completed)|aborted|TCP_[A-Z_]{0,30}(?:ABORTED|TIMEOUT)|broken pipe|exceeded|invalid)\b/i;
const goodWords =
  /\b(?:established|connected|success(?:ful|fully)?|succeeded|allowed|forwarded|forwarding done|completed|opened|ok|is available|reachable)\b/i;

/**
 * A failure status is the best evidence, then an error, then words. A good status may be that of a tunnel in which TLS
 * failed, so nothing may contradict it.
 */
export function logResult(fields: LogFields): LogResult {
  const byStatus = resultOfStatus(statusOf(fields));
  if (byStatus === 'denied' || byStatus === 'failed') return byStatus;
  const text = `${valueOf(fields, ['result', 'outcome', 'action', 'verdict', 'state'])} ${fields.message}`;
  const error = valueOf(fields, ['error', 'err', 'exception', 'failure']);
  const isBad = isError(error) || /^(?:error|fatal|panic)$/i.test(valueOf(fields, levelNames));
  const inWords = resultOfWords(text);
  if (byStatus === 'ok' && !isBad) return inWords === 'denied' || inWords === 'failed' ? 'unknown' : 'ok';
  if (inWords === 'denied' || deniedWords.test(error)) return 'denied';
  return isBad ? 'failed' : inWords;
}

function resultOfWords(text: string): LogResult {
  if (deniedWords.test(text)) return 'denied';
  if (failedWords.test(text)) return 'failed';
  return goodWords.test(text) ? 'ok' : 'unknown';
}

/** Values of an error field that mean there was no error. */
const isError = (text: string): boolean => !/^(?:|none|nil|null|<nil>|-|0|false|ok)$/i.test(text.trim());

function statusOf(fields: LogFields): number | undefined {
  const written = /^\s{0,3}([1-5]\d\d)\b/.exec(valueOf(fields, statusNames))?.[1];
  const [, named, last] = written === undefined ? (statusInWords.exec(fields.message) ?? []) : [];
  const digits = written ?? named ?? last;
  return digits === undefined ? undefined : Number(digits);
}

function resultOfStatus(status: number | undefined): LogResult | undefined {
  if (status === undefined) return undefined;
  if (status === 401 || status === 403 || status === 407 || status === 451) return 'denied';
  return status >= 400 ? 'failed' : 'ok';
}
