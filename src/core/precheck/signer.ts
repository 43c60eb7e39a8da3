import inspectors from './data/inspectors.json';
import authorities from './data/publicAuthorities.json';

/** Who signed what a host showed. */
export type Signer =
  /** An authority that Microsoft's hosts are known to use. */
  | { readonly kind: 'public' }
  | { readonly kind: 'inspector'; readonly product: string; readonly issuer: string }
  /** Neither: most likely an inspection with an authority of the organisation's own. */
  | { readonly kind: 'other'; readonly issuer: string };

const organisations = authorities.organisations.map((name) => name.toLowerCase());
/** The organisation of a name, as openssl, curl, Windows and Node write it: its value ends where another one begins. */
const organisation =
  /(?:^|[,;/+])\s{0,3}O\s?=\s?(?:"([^"]{0,200})"|(.{0,200}?))\s{0,3}(?=[,;/+]\s{0,3}[A-Z]{1,12}\s?=|$)/i;

/** Tells by the names in a chain, the host's own issuer first; undefined when no certificate was seen. */
export function signerOf(issuers: readonly string[]): Signer | undefined {
  const [issuer] = issuers;
  if (issuer === undefined) return undefined;
  const chain = issuers.join('\n').toLowerCase();
  const known = inspectors.inspectors.find(({ words }) => words.some((word) => chain.includes(word)));
  if (known) return { kind: 'inspector', product: known.name, issuer };
  // The whole chain may hold a public root that was sent along; what matters is who signed the host's certificate.
  // A word of its common name would prove nothing: anybody calls an authority as they like.
  const [, quoted, bare = ''] = organisation.exec(issuer) ?? [];
  return organisations.includes((quoted ?? bare).toLowerCase()) ? { kind: 'public' } : { kind: 'other', issuer };
}
