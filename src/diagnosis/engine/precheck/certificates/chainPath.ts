import type { Certificate } from './readCertificate';

export interface ChainPath {
  /** The host’s own certificate first. */
  readonly path: readonly Certificate[];
  /** Sent certificates that are not on the path. */
  readonly others: readonly Certificate[];
  readonly isSelfSigned: boolean;
}

/**
 * Follows the issuers from the first certificate through the others, which may come in any order. Of several that fit, a
 * sound one comes first.
 */
export function followIssuers(
  [own, ...rest]: readonly Certificate[],
  isSound: (certificate: Certificate) => boolean,
): ChainPath | undefined {
  if (!own) return undefined;
  const path = [own];
  let others: readonly Certificate[] = rest;
  for (let last = own; !isSelfIssued(last);) {
    const fitting = others.filter((each) => isIssuedBy(last, each));
    const next = fitting.find(isSound) ?? fitting[0];
    if (!next) return { path, others, isSelfSigned: false };
    path.push(next);
    others = others.filter((each) => each !== next);
    last = next;
  }
  return { path, others, isSelfSigned: true };
}

/** By name, and by key identifiers where both have one. */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  hasIssuerNamed(certificate, issuer) &&
  (certificate.issuerKey === undefined ||
    issuer.subjectKey === undefined ||
    certificate.issuerKey === issuer.subjectKey);

const hasIssuerNamed = (certificate: Certificate, { subject }: Certificate): boolean =>
  certificate.issuer.key === subject.key;

/** A root, or a host’s certificate without an authority. */
export const isSelfIssued = (certificate: Certificate): boolean => isIssuedBy(certificate, certificate);
