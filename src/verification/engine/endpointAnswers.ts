import { isFullHostName } from '../../kernel/hostName';
import { parseIpv4 } from '../../kernel/text/ipv4';
import type { CheckedEndpoint } from './agentCheckOutput';

/** As the agent words it. */
export interface EndpointAnswers {
  readonly endpoint: string;
  readonly reachable?: string | undefined;
  readonly status?: string | undefined;
  readonly private?: string | undefined;
  readonly tls?: string | undefined;
  readonly proxy?: string | undefined;
  readonly useCase?: string | undefined;
}

/** Empty if it isn't a host name. */
export function endpointFrom(answers: EndpointAnswers): CheckedEndpoint[] {
  const host = hostOf(answers.endpoint);
  if (host === undefined) return [];
  const [isReachable, isPrivate] = [reachability(answers), truthOf(answers.private)];
  const [tls] = /TLS ?v?\d[\d.]*/i.exec(answers.tls ?? '') ?? [];
  const proxy = proxyOf(answers.proxy);
  return [
    {
      host,
      ...(isReachable !== undefined && { isReachable }),
      ...(isPrivate !== undefined && { isPrivate }),
      ...(tls !== undefined && { tls }),
      ...(proxy !== undefined && { proxy }),
      ...(answers.useCase && { useCase: answers.useCase }),
    },
  ];
}

/** A failed check overrides "reachable". */
function reachability({ reachable, status }: EndpointAnswers): boolean | undefined {
  const ended = truthOf(status);
  return ended === false || reachable === undefined ? ended : truthOf(reachable);
}

function hostOf(text: string): string | undefined {
  const [, scheme = 'https', host, port] =
    /^(?:(https?):\/\/)?([\w.-]+)(?::(\d{1,5}))?(?:\/\S*)?$/i.exec(text.trim()) ?? [];
  if (host === undefined || !(isFullHostName(host) || parseIpv4(host) !== undefined)) return undefined;
  const isUsual = port === undefined ? scheme.toLowerCase() === 'https' : port === '443';
  return isUsual ? host.toLowerCase() : `${host.toLowerCase()}:${port ?? '80'}`;
}

const good = ['true', 'yes', 'reachable', 'success', 'succeeded', 'passed', 'ok'];
const bad = ['false', 'no', 'unreachable', 'failed', 'failure', 'error'];

/** Undefined for an unrecognized or localized word. */
export function truthOf(text: string | undefined): boolean | undefined {
  const word = (text ?? '').trim().toLowerCase();
  return good.includes(word) ? true : bad.includes(word) ? false : undefined;
}

function proxyOf(text: string | undefined): CheckedEndpoint['proxy'] {
  const word = (text ?? '').toLowerCase();
  if (word.includes('bypass')) return 'bypassed';
  if (/\bnot (used|set)\b|^(none|no|false)$/.test(word)) return 'notUsed';
  return /\bset\b|^(used|true|yes)$/.test(word) ? 'set' : undefined;
}
