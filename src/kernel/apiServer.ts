import { isHostName } from './hostName';
import { parseIpv4 } from './text/ipv4';
import { parseIpv6 } from './text/ipv6';

export interface ApiServer {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port?: number;
}

const parts =
  /^(?:https:\/\/)?(?:\[(?<ipv6>[0-9a-f:.]{2,45})\]|(?<host>[a-z0-9_.-]{1,253}))(?::(?<port>\d{1,5}))?\/?$/i;

/** `10.0.0.10`, `api.corp.example:6443`, or as a kubeconfig has it: `https://10.0.0.10:6443`. */
export function parseApiServer(text: string): ApiServer | undefined {
  const { ipv6, host, port } = parts.exec(text)?.groups ?? {};
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return undefined;
  const known = hostOf(ipv6, host);
  if (known === undefined) return undefined;
  return { host: known.toLowerCase(), ...(port === undefined ? {} : { port: Number(port) }) };
}

function hostOf(ipv6: string | undefined, host = ''): string | undefined {
  if (ipv6 !== undefined) return parseIpv6(ipv6) === undefined ? undefined : ipv6;
  return parseIpv4(host) !== undefined || isHostName(host) ? host : undefined;
}

export function formatApiServer({ host, port }: ApiServer): string {
  const address = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? address : `${address}:${port}`;
}
