import { cidrText, type Ipv4Range, parseCidr } from '../../../kernel/text/ipv4';

/**
 * Drops each text that another one covers in the same syntax: `10.0.*.*` covers `10.0.0.*` and `10.0.0.4`, `10.0.0.0/8`
 * covers `10.1.0.0/16`, `*.contoso.com` (or `.contoso.com`) covers `app.contoso.com`. An address stays beside its range,
 * for .NET knows no ranges. In time linear in the list: each text asks for the few that could cover it.
 *
 * @param always what stays
 * @param domainPrefix what stands before a domain whose subdomains are meant
 */
export function withoutCovered(
  always: readonly string[],
  texts: readonly string[],
  domainPrefix: string,
): readonly string[] {
  const all = new Set([...always, ...texts]);
  const lower = new Set([...all].map((text) => text.toLowerCase()));
  const isCovered = (text: string): boolean => widerThan(text, domainPrefix).some((wider) => lower.has(wider));
  return [...all].filter((text) => always.includes(text) || !isCovered(text.toLowerCase()));
}

/** All texts that would cover this one. */
function widerThan(text: string, domainPrefix: string): readonly string[] {
  const range = parseCidr(text);
  if (range) return rangesOver(range);
  return /^(?:(?:\d+|\*)\.){3}(?:\d+|\*)$/.test(text) ? patternsOver(text) : domainsOver(text, domainPrefix);
}

/** `10.0.0.*`, `10.0.*.*` and `10.*.*.*` over `10.0.0.4`. */
function patternsOver(text: string): readonly string[] {
  const octets = text.split('.');
  return [3, 2, 1]
    .map((kept) => octets.map((octet, index) => (index < kept ? octet : '*')).join('.'))
    .filter((pattern) => pattern !== text);
}

const rangesOver = ({ base, prefix }: Ipv4Range): readonly string[] =>
  Array.from({ length: prefix }, (_, wide) => cidrText({ base: base - (base % 2 ** (32 - wide)), prefix: wide }));

/** `*.contoso.com` and `*.com` over `app.contoso.com`; over a domain, only those of its parents. */
function domainsOver(text: string, domainPrefix: string): readonly string[] {
  const labels = text.slice(text.startsWith(domainPrefix) ? domainPrefix.length : 0).split('.');
  return labels.slice(1).map((_, index) => `${domainPrefix}${labels.slice(index + 1).join('.')}`);
}
