import { isHostName } from '../../kernel/hostName';
import { type IpRange, parseIpRange } from '../../kernel/text/ipRange';
import { type Ipv4Range, parseCidr, parseIpv4 } from '../../kernel/text/ipv4';
import { parseIpv6 } from '../../kernel/text/ipv6';
import type { BypassEntries } from './site';

/** `bypass.hosts.0` */
interface EntryPlace {
  readonly list: keyof BypassEntries;
  readonly path: string;
}

export type BypassEntry = EntryPlace & { readonly text: string } & (
    | { readonly kind: 'host' | 'domain' | 'ip' | 'local' | 'invalid' }
    | { readonly kind: 'cidr'; readonly range: Ipv4Range; readonly isExact: boolean }
    | { readonly kind: 'cidr6'; readonly range: IpRange }
  );

export const bypassEntriesOf = ({ hosts = [], domains = [], ips = [], cidrs = [] }: BypassEntries): BypassEntry[] => [
  ...hosts.map((text, index) => hostEntry(text.trim(), placeIn('hosts', index))),
  ...domains.map((text, index) => domainEntry(text.trim(), placeIn('domains', index))),
  ...ips.map((text, index) => addressEntry(text.trim(), placeIn('ips', index))),
  ...cidrs.map((text, index) => rangeEntry(text.trim(), placeIn('cidrs', index))),
];

const placeIn = (list: keyof BypassEntries, index: number): EntryPlace => ({ list, path: `bypass.${list}.${index}` });

function hostEntry(text: string, place: EntryPlace): BypassEntry {
  if (text.toLowerCase() === '<local>') return { kind: 'local', text, ...place };
  if (parseIpv4(text) !== undefined) return { kind: 'ip', text, ...place };
  return { kind: isHostName(text) ? 'host' : 'invalid', text, ...place };
}

function domainEntry(text: string, place: EntryPlace): BypassEntry {
  const name = text.replace(/^\*?\./, '');
  return isHostName(name) ? { kind: 'domain', text: name, ...place } : { kind: 'invalid', text, ...place };
}

const addressEntry = (text: string, place: EntryPlace): BypassEntry => ({
  kind: parseIpv4(text) === undefined && parseIpv6(text) === undefined ? 'invalid' : 'ip',
  text,
  ...place,
});

function rangeEntry(text: string, place: EntryPlace): BypassEntry {
  const range = parseCidr(text);
  if (range) return { kind: 'cidr', text, ...place, range, isExact: range.isExact };
  const ipv6 = parseIpRange(text);
  return ipv6 ? { kind: 'cidr6', text, ...place, range: ipv6 } : { kind: 'invalid', text, ...place };
}
