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
const organisation = /(?:^|[,;/+])\s*O\s?=\s?/i;
const nextName = /[,;/+]\s*[A-Z]+\s?=/i;
const longest = 500;

function organisationIn(name: string): string {
  const some = name.slice(0, longest);
  const found = organisation.exec(some);
  if (!found) return '';
  const rest = some.slice(found.index + found[0].length);
  if (rest.startsWith('"')) return rest.slice(1).split('"', 1)[0] ?? '';
  const end = rest.search(nextName);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

/** Tells by the names in a chain, the host's own issuer first; undefined when no certificate was seen. */
export function signerOf(issuers: readonly string[]): Signer | undefined {
  const [issuer] = issuers;
  if (issuer === undefined) return undefined;
  const chain = issuers.join('\n').toLowerCase();
  const known = inspectors.inspectors.find(({ words }) => words.some((word) => chain.includes(word)));
  if (known) return { kind: 'inspector', product: known.name, issuer };
  // The whole chain may hold a public root that was sent along; what matters is who signed the host's certificate.
  // A word of its common name would prove nothing: anybody calls an authority as they like.
  return organisations.includes(organisationIn(issuer).toLowerCase()) ? { kind: 'public' } : { kind: 'other', issuer };
}
