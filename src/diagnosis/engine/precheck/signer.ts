import inspectors from './data/inspectors.json';
import authorities from './data/publicAuthorities.json';

export type Signer =
  /** An authority that Microsoft's hosts are known to use. */
  | { readonly kind: 'public' }
  | { readonly kind: 'inspector'; readonly product: string; readonly issuer: string }
  /** Most likely TLS inspection with the organization's own authority. */
  | { readonly kind: 'other'; readonly issuer: string };

const organizations = authorities.organizations.map((name) => name.toLowerCase());

/** Whether an authority that Microsoft's hosts are known to use has this name. */
export const isPublicOrganization = (organization: string): boolean =>
  organizations.includes(organization.toLowerCase());

/** The organization in a distinguished name, as openssl, curl, Windows and Node write it. */
const organization = /(?:^|[,;/+])\s*O\s?=\s?/i;
const nextName = /[,;/+]\s*[A-Z]+\s?=/i;
/** Quoted values other than an organization may contain what looks like one. */
const quotedValue = /((?:^|[,;/+])\s*O\s?=\s?)?"[^"]*"/gi;
const longest = 500;

function organizationIn(name: string): string {
  const some = name.slice(0, longest).replace(quotedValue, (whole, own?: string) => (own === undefined ? '""' : whole));
  const found = organization.exec(some);
  if (!found) return '';
  const rest = some.slice(found.index + found[0].length);
  if (rest.startsWith('"')) return rest.slice(1).split('"', 1)[0] ?? '';
  const end = rest.search(nextName);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

/** `issuers` starts with the host's own. Undefined when no certificate was seen. */
export function signerOf(issuers: readonly string[]): Signer | undefined {
  const [issuer] = issuers;
  if (issuer === undefined) return undefined;
  const chain = issuers.join('\n').toLowerCase();
  const known = inspectors.inspectors.find(({ words }) => words.some((word) => chain.includes(word)));
  if (known) return { kind: 'inspector', product: known.name, issuer };
  // Only the host's own issuer counts: an inspector may send a public root along. Common names prove nothing.
  return isPublicOrganization(organizationIn(issuer)) ? { kind: 'public' } : { kind: 'other', issuer };
}
