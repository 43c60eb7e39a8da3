import { errorsIn } from './agentErrors';
import type { AgentCheckOutput, CheckedEndpoint } from './agentCheckOutput';
import { endpointsInTable } from './checkTable';
import { isRecord } from '../../kernel/isRecord';
import { looksLikeJson, looseJson, scalarText } from './looseJson';
import { logFields } from './logFields';
import { plainText } from '../../kernel/text/plainText';
import { type EndpointAnswers, endpointFrom } from './endpointAnswers';

/**
 * Tables of old and new agents, `--verbose` output, or JSON. A repeated host is reachable only if
 * every entry says so.
 */
export function parseCheck(text: string): AgentCheckOutput {
  const plain = plainText(text);
  const found = [...endpointsInTable(plain), ...endpointsInLog(plain), ...endpointsInJson(plain)];
  const [, connectionType] = /\bconnection\.type is set to ['"]?(\w+)/i.exec(plain) ?? [];
  const counts = [...plain.matchAll(/\b(?:checks_failed|critical_failures)["']?\s*[=:]\s*["']?(\d+)/gi)];
  return {
    endpoints: merged(found),
    ...(connectionType === undefined ? {} : { connectionType: connectionType.toLowerCase() }),
    ...(counts.length === 0 ? {} : { failures: Math.max(...counts.map(([, count]) => Number(count))) }),
    errors: errorsIn(plain),
  };
}

function endpointsInLog(text: string): CheckedEndpoint[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes('=')) return [];
    const fields = logFields(line);
    const [, host, tls] = /^(https?:\/\/\S+) is available\b.*?(TLS [\d.]+)?$/i.exec(fields.get('msg') ?? '') ?? [];
    if (host !== undefined) return [endpointFrom({ endpoint: host, reachable: 'true', tls })].flat();
    const endpoint = fields.get('hostname') ?? fields.get('endpoint');
    if (endpoint === undefined) return [];
    const [reachable, status] = [fields.get('reachable'), fields.get('status')];
    const proxy = fields.get('proxystatus');
    const answers = { endpoint, reachable, status, proxy, private: fields.get('private'), tls: fields.get('tls') };
    return endpointFrom({ ...answers, useCase: fields.get('usecase') });
  });
}

/** No public sample exists, so any object with a host and an answer counts. */
function endpointsInJson(text: string): CheckedEndpoint[] {
  if (!looksLikeJson(text) || !/[{[]/.test(text)) return [];
  const json = looseJson(text);
  return json.isWhole ? endpointsWithin(json.value) : [];
}

function endpointsWithin(value: unknown): CheckedEndpoint[] {
  if (Array.isArray(value)) return value.flatMap(endpointsWithin);
  if (!isRecord(value)) return [];
  const answers: Partial<Record<keyof EndpointAnswers, string>> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = answerNames.get(key.replace(/[\s_-]/g, '').toLowerCase());
    const [before, now] = [name && answers[name], scalarText(member)];
    if (name === undefined || now === undefined || (name === 'endpoint' && before !== undefined)) continue;
    // Joining contradictory answers makes an unrecognized value.
    answers[name] = before === undefined || before === now ? now : `${before} or ${now}`;
  }
  const { endpoint } = answers;
  const own = endpoint === undefined ? [] : endpointFrom({ ...answers, endpoint });
  return [...own, ...Object.values(value).flatMap(endpointsWithin)];
}

const answerNames: ReadonlyMap<string, keyof EndpointAnswers> = new Map(
  Object.entries({
    endpoint: 'endpoint',
    hostname: 'endpoint',
    host: 'endpoint',
    url: 'endpoint',
    reachable: 'reachable',
    isreachable: 'reachable',
    status: 'status',
    private: 'private',
    isprivate: 'private',
    tls: 'tls',
    tlsversion: 'tls',
    proxy: 'proxy',
    proxystatus: 'proxy',
    usecase: 'useCase',
  } as const),
);

function merged(all: readonly CheckedEndpoint[]): CheckedEndpoint[] {
  const byHost = new Map<string, CheckedEndpoint>();
  for (const each of all) {
    const known = byHost.get(each.host);
    byHost.set(each.host, known ? both(known, each) : each);
  }
  return [...byHost.values()];
}

function both(a: CheckedEndpoint, b: CheckedEndpoint): CheckedEndpoint {
  const isReachable = a.isReachable === false || b.isReachable === false ? false : a.isReachable && b.isReachable;
  const [isPrivate, proxy] = [agreed(a.isPrivate, b.isPrivate), agreed(a.proxy, b.proxy)];
  const [tls, useCase] = [a.tls ?? b.tls, a.useCase ?? b.useCase];
  return {
    host: a.host,
    ...(isReachable !== undefined && { isReachable }),
    ...(isPrivate !== undefined && { isPrivate }),
    ...(tls !== undefined && { tls }),
    ...(proxy !== undefined && { proxy }),
    ...(useCase !== undefined && { useCase }),
  };
}

/** What either reports; undefined if they differ. */
const agreed = <T>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a === b ? a : undefined;
