import { type Ipv4Range, parseCidr, parseIpv4 } from '../../kernel/text/ipv4';

/** What shall be reached without the proxy. Each text is one wish. */
export interface BypassWishes {
  /** Single names: `server01`, `app.contoso.com`. */
  readonly hosts?: readonly string[];
  /** Domains whose sub-domains are meant, `contoso.com`; the domain itself is a host of its own. */
  readonly domains?: readonly string[];
  /** Single IPv4 addresses. */
  readonly ips?: readonly string[];
  /** IPv4 ranges, `10.0.0.0/8`. */
  readonly cidrs?: readonly string[];
}

export type Wish = { readonly path: string; readonly text: string } & (
  | { readonly kind: 'host' | 'domain' | 'ip' | 'local' | 'invalid' }
  | { readonly kind: 'cidr'; readonly range: Ipv4Range; readonly isExact: boolean }
);

/** The wishes one by one, each with its place, `bypass.hosts.0`. */
export const wishesOf = ({ hosts = [], domains = [], ips = [], cidrs = [] }: BypassWishes): Wish[] => [
  ...hosts.map((text, index) => hostWish(text.trim(), `bypass.hosts.${index}`)),
  ...domains.map((text, index) => domainWish(text.trim(), `bypass.domains.${index}`)),
  ...ips.map((text, index) => ipWish(text.trim(), `bypass.ips.${index}`)),
  ...cidrs.map((text, index) => cidrWish(text.trim(), `bypass.cidrs.${index}`)),
];

const isName = (text: string): boolean =>
  text.length <= 253 &&
  /^(?!\d+(\.\d+){3}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(text);

function hostWish(text: string, path: string): Wish {
  if (text.toLowerCase() === '<local>') return { kind: 'local', text, path };
  if (parseIpv4(text) !== undefined) return { kind: 'ip', text, path };
  return { kind: isName(text) ? 'host' : 'invalid', text, path };
}

function domainWish(text: string, path: string): Wish {
  const name = text.replace(/^\*?\./, '');
  return isName(name) ? { kind: 'domain', text: name, path } : { kind: 'invalid', text, path };
}

const ipWish = (text: string, path: string): Wish => ({
  kind: parseIpv4(text) === undefined ? 'invalid' : 'ip',
  text,
  path,
});

function cidrWish(text: string, path: string): Wish {
  const range = parseCidr(text);
  return range ? { kind: 'cidr', text, path, range, isExact: range.isExact } : { kind: 'invalid', text, path };
}
