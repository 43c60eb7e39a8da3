import { type IpRange, parseIpAddress, parseIpRange, rangeContains } from '../text/ipRange';
import { parseIpv6 } from '../text/ipv6';
import data from './data/privateRanges.json';

/**
 * `private`: RFC 1918 or a unique local address; `carrier`: RFC 6598; `benchmark`: RFC 2544, which some DNS filters return;
 * `unspecified`: what most DNS filters return.
 */
export type AddressKind = 'public' | 'private' | 'carrier' | 'loopback' | 'linkLocal' | 'benchmark' | 'unspecified';

const ranges = [...data.ranges, ...data.ipv6Ranges].flatMap(({ kind, cidr }) => {
  const range = parseIpRange(cidr);
  return range ? [{ kind: kind as AddressKind, cidr, range }] : [];
});

/** The first 96 bits of IPv6 addresses that embed an IPv4 address. */
const embeddings = data.embeddings.flatMap(({ prefix }) => parseIpv6(prefix)?.slice(0, 6).join() ?? []);

/** A text that is not an address counts as public. */
export function addressKind(address: string): AddressKind {
  const groups = parseIpv6(address);
  const range = groups ? (embedded(groups) ?? parseIpAddress(address.split('%', 1)[0] ?? '')) : parseIpAddress(address);
  return range ? rangeKind(range) : 'public';
}

/** Of all addresses of a range; `public` if some are. */
export const rangeKind = (range: IpRange): AddressKind =>
  ranges.find((known) => rangeContains(known.range, range))?.kind ?? 'public';

/** In CIDR notation. */
export const rangesOfKind = (kind: AddressKind): readonly string[] =>
  ranges.filter((known) => known.kind === kind).map(({ cidr }) => cidr);

export const rangesSource = `${data.source} (${data.asOf})`;

function embedded(groups: readonly number[]): IpRange | undefined {
  if (!embeddings.includes(groups.slice(0, 6).join())) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return { bits: 32, base: BigInt(high * 0x1_00_00 + low), prefix: 32 };
}
