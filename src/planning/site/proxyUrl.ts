import * as l10n from '@vscode/l10n';
import { isHostName } from '../../kernel/hostName';
import { fail, ok, type Result } from '../../kernel/result';
import { parseIpv4 } from '../../kernel/text/ipv4';
import { parseIpv6 } from '../../kernel/text/ipv6';
import type { Site } from './site';

export interface ProxyUrl {
  /** Lower case; IPv6 in brackets. */
  readonly host: string;
  /** Default: 80. */
  readonly port?: number;
}

const example = 'http://proxy.contoso.com:8080';
const hostAndPort = /^(?<host>\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::(?<port>\d{1,5}))?\/?$/i;

const isHost = (host: string): boolean =>
  host.startsWith('[') ? parseIpv6(host.slice(1, -1)) !== undefined : parseIpv4(host) !== undefined || isHostName(host);

/** Undefined for plain `http://`. */
function problemOfScheme(text: string): string | undefined {
  if (text.includes('@')) {
    // Doesn’t repeat the text, because it contains a password.
    return l10n.t(
      'Leave out the user name and password. The agent does not support a proxy that asks for them, and a site file never holds a secret; let the proxy admit these machines by address.',
    );
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http') return undefined;
  if (scheme === 'https') {
    return l10n.t(
      'Write http://. The agent talks to the proxy in plain HTTP, and the traffic inside stays encrypted; a proxy that takes only TLS connections is not supported.',
    );
  }
  return scheme === undefined
    ? l10n.t`Begin with http://, for example ${example}.`
    : l10n.t`Write http://, for example ${example}. The agent supports no other kind of proxy.`;
}

/** The error says how to fix it and never repeats a password. */
export function parseProxyUrl(text: string): Result<ProxyUrl, string> {
  const problem = problemOfScheme(text);
  if (problem !== undefined) return fail(problem);
  const rest = text.slice(text.indexOf('://') + 3);
  if (/\/.|[?#]/.test(rest)) return fail(l10n.t`Leave out what follows the host and the port: ${example}.`);
  const groups = hostAndPort.exec(rest)?.groups;
  const host = groups?.host;
  if (host === undefined || !isHost(host)) {
    return fail(l10n.t`Write the proxy’s name or IP address, and its port: ${example}.`);
  }
  const digits = groups?.port;
  if (digits === undefined) return ok({ host: host.toLowerCase() });
  const port = Number(digits);
  if (port < 1 || port > 65535) return fail(l10n.t('A port is a number from 1 to 65535.'));
  return ok({ host: host.toLowerCase(), port });
}

export const formatProxyUrl = ({ host, port }: ProxyUrl): string =>
  port === undefined ? `http://${host}` : `http://${host}:${port}`;

/** Agent’s default (manage-agent-proxy-settings, 2026-03-24). */
const defaultPort = 80;

/** Adds the default port for programs: otherwise curl uses 1080, Ansible 443. */
export function withProxyPort<T extends Pick<Site, 'network'>>(site: T): T {
  const { network } = site;
  const parsed = parseProxyUrl(network.proxyUrl ?? '');
  if (!parsed.ok) return site;
  const proxyUrl = formatProxyUrl({ port: defaultPort, ...parsed.value });
  return { ...site, network: { ...network, proxyUrl } };
}
