import { parseCidr, parseIpv4 } from '../network/ipv4';
import data from './data/privateRanges.json';

/**
 * `private` is of RFC 1918 or a unique local address, `carrier` of RFC 6598, `benchmark` of RFC 2544 (some filters answer
 * with it), `unspecified` what a filter of names answers with.
 */
export type AddressKind = 'public' | 'private' | 'carrier' | 'loopback' | 'linkLocal' | 'benchmark' | 'unspecified';

const ranges = data.ranges.flatMap(({ kind, cidr }) => {
  const range = parseCidr(cidr);
  return range ? [{ kind: kind as AddressKind, base: range.base, size: 2 ** (32 - range.prefix) }] : [];
});

/** What an address is, IPv4 or IPv6; anything that is no address counts as public. */
export function addressKind(address: string): AddressKind {
  const text = address.toLowerCase();
  const mapped = /^::ffff:([\d.]+)$/.exec(text)?.[1];
  const value = parseIpv4(mapped ?? text);
  if (value !== undefined)
    return ranges.find(({ base, size }) => value >= base && value < base + size)?.kind ?? 'public';
  if (text === '::') return 'unspecified';
  if (text === '::1') return 'loopback';
  if (/^fe[89ab][0-9a-f]:/.test(text)) return 'linkLocal';
  return /^f[cd][0-9a-f]{2}:/.test(text) ? 'private' : 'public';
}
