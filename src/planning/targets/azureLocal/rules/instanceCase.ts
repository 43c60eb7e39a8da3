import { parseCidr, parseIpv4, type Ipv4Range } from '../../../../kernel/text/ipv4';
import { type Connection, parseProxyUrl } from '../../../site';
import type { InstanceOfSite, SharedSite } from '../../target';

/** What the rules of an instance look at. */
export interface InstanceCase {
  readonly target: InstanceOfSite;
  readonly instance: InstanceOfSite['instance'];
  readonly place: InstanceOfSite['place'];
  readonly site: SharedSite;
  readonly mode: Connection;
}

export const isNew = ({ instance }: InstanceCase): boolean => instance.state !== 'deployed';

export const proxyHost = ({ site: { network } }: InstanceCase): string | undefined => {
  const parsed = network.proxyUrl === undefined ? undefined : parseProxyUrl(network.proxyUrl);
  return parsed?.ok ? parsed.value.host : undefined;
};

export const isWithin = (address: string | undefined, range: Ipv4Range | undefined): boolean => {
  const value = address === undefined ? undefined : parseIpv4(address);
  return value !== undefined && range !== undefined && contains(range, value);
};

const contains = ({ base, prefix }: Ipv4Range, address: number): boolean =>
  address >= base && address < base + 2 ** (32 - prefix);

/** Whether a range of addresses, or a part of it, lies in another one. */
export const meets = (from: string, to: string, range: Ipv4Range | undefined): boolean => {
  const [first, last] = [parseIpv4(from), parseIpv4(to)];
  if (range === undefined || first === undefined || last === undefined) return false;
  return first < range.base + 2 ** (32 - range.prefix) && last >= range.base;
};

export const rangeOf = (text: string): Ipv4Range | undefined => parseCidr(text);
