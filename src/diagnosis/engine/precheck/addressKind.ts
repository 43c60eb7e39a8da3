import { parseCidr, parseIpv4 } from '../../../kernel/text/ipv4';
import { parseIpv6 } from '../../../kernel/text/ipv6';
import data from './data/privateRanges.json';

/**
 * `private`: RFC 1918 or a unique local address; `carrier`: RFC 6598; `benchmark`: RFC 2544, which some DNS filters return;
 * `unspecified`: what most DNS filters return.
 */
export type AddressKind = 'public' | 'private' | 'carrier' | 'loopback' | 'linkLocal' | 'benchmark' | 'unspecified';

const ranges = data.ranges.flatMap(({ kind, cidr }) => {
  const range = parseCidr(cidr);
  return range ? [{ kind: kind as AddressKind, base: range.base, size: 2 ** (32 - range.prefix) }] : [];
});

/** The first 96 bits of IPv6 addresses that embed an IPv4 address. */
const embeddings = data.embeddings.flatMap(({ prefix }) => parseIpv6(prefix)?.slice(0, 6).join() ?? []);

/** A text that is not an address counts as public. */
export function addressKind(address: string): AddressKind {
  const groups = parseIpv6(address);
  const value = groups ? ipv4Within(groups) : parseIpv4(address);
  if (value !== undefined)
    return ranges.find(({ base, size }) => value >= base && value < base + size)?.kind ?? 'public';
  return groups ? ipv6Kind(groups) : 'public';
}

function ipv4Within(groups: readonly number[]): number | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  return embeddings.includes(groups.slice(0, 6).join()) ? high * 0x1_00_00 + low : undefined;
}

function ipv6Kind(groups: readonly number[]): AddressKind {
  const [first = 0] = groups;
  if (groups.slice(0, 7).every((group) => group === 0)) {
    if (groups[7] === 0) return 'unspecified';
    if (groups[7] === 1) return 'loopback';
  }
  if ((first & 0xff_c0) === 0xfe_80) return 'linkLocal';
  return (first & 0xfe_00) === 0xfc_00 ? 'private' : 'public';
}
