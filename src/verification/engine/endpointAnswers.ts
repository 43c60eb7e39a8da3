import type { CheckedEndpoint } from './agentCheckOutput';

/** What an answer of the agent says of one endpoint, in its words. */
export interface EndpointAnswers {
  readonly endpoint: string;
  readonly reachable?: string | undefined;
  /** How its check ended. */
  readonly status?: string | undefined;
  readonly private?: string | undefined;
  readonly tls?: string | undefined;
  readonly proxy?: string | undefined;
  readonly useCase?: string | undefined;
}

/** None when what should be an endpoint is not the name of a host. */
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

/** A check that failed counts against what is called reachable; one that ended well adds nothing to it. */
function reachability({ reachable, status }: EndpointAnswers): boolean | undefined {
  const ended = truthOf(status);
  return ended === false || reachable === undefined ? ended : truthOf(reachable);
}

function hostOf(text: string): string | undefined {
  const [, scheme = 'https', host, port] =
    /^(?:(https?):\/\/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(?::(\d{1,5}))?(?:\/\S*)?$/i.exec(text.trim()) ?? [];
  if (host === undefined) return undefined;
  const isUsual = port === undefined ? scheme.toLowerCase() === 'https' : port === '443';
  return isUsual ? host.toLowerCase() : `${host.toLowerCase()}:${port ?? '80'}`;
}

const good = ['true', 'yes', 'reachable', 'success', 'succeeded', 'passed', 'ok'];
const bad = ['false', 'no', 'unreachable', 'failed', 'failure', 'error'];

/** A word that is not known, in whatever language, is no answer. */
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
