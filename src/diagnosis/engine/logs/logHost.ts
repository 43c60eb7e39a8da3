import { hostLabel, isHostName } from '../../../kernel/hostName';
import type { LogFields } from './logFields';

export interface LogHost {
  readonly host: string;
  readonly port: number;
}

const hostNames = [
  'host',
  'hostname',
  'target',
  'targethost',
  'destination',
  'dest',
  'dst',
  'endpoint',
  'url',
  'uri',
  'requesturl',
  'requesturi',
  'authority',
  'server',
  'servername',
  'sni',
  'addr',
  'address',
  'remote',
];

const name = `(?:${hostLabel}\\.){1,12}[a-z][a-z0-9-]{1,23}`;
const whole = new RegExp(`^(?:([a-z]{2,5})://)?(${name})(?::(\\d{1,5}))?(?:[/?#]|$)`, 'i');
const inWords: readonly RegExp[] = [
  new RegExp(`\\b(CONNECT)\\s{1,9}(${name})(?::(\\d{1,5}))?`, 'i'),
  new RegExp(`\\b(https?|wss?)://(${name})(?::(\\d{1,5}))?`, 'i'),
  new RegExp(`(?:^|[\\s"'(=[])()(${name}):(\\d{2,5})\\b`, 'i'),
  new RegExp(
    `(?:^|[\\s"'(=[])()(${hostLabel}(?:\\.${hostLabel}){0,9}\\.(?:com|net|us|cn|ms|org|io))()(?=[\\s"'),;\\]:]|$)`,
    'i',
  ),
];

// `main.go:123` is a source location.
const isSource = /\.(?:go|js|ts|cs|cpp|c|py|rs|java|log|exe|dll|json|sh|ps1)$/i;

/** From the values, or else from the text. */
export function hostOf({ values, message }: LogFields): LogHost | undefined {
  for (const key of hostNames) {
    const found = read(whole.exec(values.get(key) ?? ''), values.get('port'));
    if (found) return found;
  }
  for (const pattern of inWords) {
    const found = read(pattern.exec(message), values.get('port'));
    if (found) return found;
  }
  return undefined;
}

function read(match: RegExpExecArray | null, portBeside: string | undefined): LogHost | undefined {
  const [, scheme = '', host, written] = match ?? [];
  if (host === undefined || isSource.test(host) || !isHostName(host)) return undefined;
  const usual = /^(http|ws)$/i.test(scheme) ? '80' : '443';
  const port = Number([written, portBeside, usual].find((each) => each !== undefined && each !== ''));
  return port >= 1 && port <= 65535 ? { host: host.toLowerCase(), port } : undefined;
}
