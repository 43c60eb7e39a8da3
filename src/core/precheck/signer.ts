import inspectors from './data/inspectors.json';
import authorities from './data/publicAuthorities.json';

/** Who signed what a host showed. */
export type Signer =
  /** An authority that Microsoft's hosts are known to use. */
  | { readonly kind: 'public' }
  | { readonly kind: 'inspector'; readonly product: string; readonly issuer: string }
  /** Neither: most likely an inspection with an authority of the organisation's own. */
  | { readonly kind: 'other'; readonly issuer: string };

/** Tells by the names in a chain, the host's own issuer first; undefined when no certificate was seen. */
export function signerOf(issuers: readonly string[]): Signer | undefined {
  const [issuer] = issuers;
  if (issuer === undefined) return undefined;
  const chain = issuers.join('\n').toLowerCase();
  const known = inspectors.inspectors.find(({ words }) => words.some((word) => chain.includes(word)));
  if (known) return { kind: 'inspector', product: known.name, issuer };
  // The whole chain may hold a public root that was sent along; what matters is who signed the host's certificate.
  const isPublic = authorities.words.some((word) => issuer.toLowerCase().includes(word.toLowerCase()));
  return isPublic ? { kind: 'public' } : { kind: 'other', issuer };
}
