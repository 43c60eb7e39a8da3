import { memoizeByValue } from '../memo';
import { ipv4Text, parseCidr, parseIpv4 } from './ipv4';
import { parseIpv6 } from './ipv6';

/** Addresses of IPv4 (32 bits) or IPv6 (128 bits) with a common prefix. */
export interface IpRange {
  readonly bits: 32 | 128;
  /** The first address. */
  readonly base: bigint;
  readonly prefix: number;
}

/** `10.96.0.0/12`, `fd00:10:96::/112`; bits after the prefix are cleared. */
export const parseIpRange = /* @__PURE__ */ memoizeByValue((text: string): IpRange | undefined => {
  const ipv4 = parseCidr(text);
  if (ipv4) return { bits: 32, base: BigInt(ipv4.base), prefix: ipv4.prefix };
  const [, address = '', digits = ''] = /^([0-9a-f:.]{2,45})\/(\d{1,3})$/i.exec(text) ?? [];
  const whole = parseIpAddress(address);
  const prefix = Number(digits);
  if (whole?.bits !== 128 || prefix > 128) return undefined;
  const free = BigInt(128 - prefix);
  return { bits: 128, base: (whole.base >> free) << free, prefix };
});

/** A single address as a range. */
export function parseIpAddress(text: string): IpRange | undefined {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return { bits: 32, base: BigInt(ipv4), prefix: 32 };
  if (text.includes('%')) return undefined;
  const groups = parseIpv6(text);
  return groups && { bits: 128, base: groups.reduce((sum, group) => (sum << 16n) + BigInt(group), 0n), prefix: 128 };
}

const sizeOf = ({ bits, prefix }: IpRange): bigint => 1n << BigInt(bits - prefix);

/** Whether `inner` lies in `outer`, as a whole. */
export const rangeContains = (outer: IpRange, inner: IpRange): boolean =>
  outer.bits === inner.bits &&
  outer.prefix <= inner.prefix &&
  inner.base >= outer.base &&
  inner.base < outer.base + sizeOf(outer);

/** Two ranges are apart, or one contains the other. */
export const rangesOverlap = (a: IpRange, b: IpRange): boolean => rangeContains(a, b) || rangeContains(b, a);

/** In CIDR notation; IPv6 as RFC 5952 section 4 recommends. */
export const ipRangeText = ({ bits, base, prefix }: IpRange): string =>
  `${bits === 32 ? ipv4Text(Number(base)) : ipv6Text(base)}/${prefix}`;

function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':');
  // Matched at group borders, so that `10:0` isn’t taken for zeros.
  const runs = [...groups.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].toSorted((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (!longest) return groups;
  const [head, tail] = [groups.slice(0, longest.index), groups.slice(longest.index + longest[0].length)];
  return `${head.replace(/:$/, '')}::${tail.replace(/^:/, '')}`;
}
