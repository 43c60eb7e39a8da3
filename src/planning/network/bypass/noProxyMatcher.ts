import { type IpRange, parseIpAddress, parseIpRange, rangeContains } from '../../../kernel/text/ipRange';

/** Whether a connection bypasses the proxy. Lower and upper case are the same; an IPv6 address has no brackets. */
export type NoProxyMatcher = (host: string, port: number) => boolean;

type Matches = (host: string, port: number, address: IpRange | undefined) => boolean;

/**
 * Reads NO_PROXY and `--proxy-skip-range` as the Go programs do that consume them: kubectl, Helm and the agents of a
 * cluster. Source: golang.org/x/net/http/httpproxy.
 */
export function noProxyMatcher(text: string): NoProxyMatcher {
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase());
  if (entries.includes('*')) return () => true;
  const matchers = entries.flatMap((entry) => matcherOf(entry) ?? []);
  return (name, port) => {
    const host = name.toLowerCase();
    const address = mayBeAddress.test(host) ? normalized(parseIpAddress(host)) : undefined;
    if (host === 'localhost' || (address && isLoopback(address))) return true;
    return matchers.some((matches) => matches(host, port, address));
  };
}

// Most hosts are names, and each is looked at for each cluster.
const mayBeAddress = /^[\d.]+$|:/;

const loopbackRanges = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseIpRange(text) ?? []);
const isLoopback = (address: IpRange): boolean => loopbackRanges.some((range) => rangeContains(range, address));

const mapped = 0xffffn << 32n;

/** IPv4 within IPv6 (`::ffff:10.0.0.1`) is IPv4. */
function normalized(range: IpRange | undefined): IpRange | undefined {
  if (range?.bits !== 128 || range.prefix < 96 || range.base >> 32n !== mapped >> 32n) return range;
  return { bits: 32, base: range.base - mapped, prefix: range.prefix - 96 };
}

const withPort = /^(?:\[(?<inner>[^[\]]*)\]|(?<host>[^:[\]]*)):(?<port>[^:[\]]*)$/;

function matcherOf(entry: string): Matches | undefined {
  const range = normalized(parseIpRange(entry));
  if (range) return (_, __, address) => address !== undefined && rangeContains(range, address);
  const { inner, host = inner ?? entry, port = '' } = withPort.exec(entry)?.groups ?? {};
  if (host === '') return undefined;
  const fits = (asked: number): boolean => port === '' || port === `${asked}`;
  const one = normalized(parseIpAddress(host));
  if (one) return (_, asked, address) => address?.bits === one.bits && address.base === one.base && fits(asked);
  const name = host.startsWith('*.') ? host.slice(1) : host;
  const suffix = name.startsWith('.') ? name : `.${name}`;
  return (asked, at) => (asked.endsWith(suffix) || asked === name) && fits(at);
}
