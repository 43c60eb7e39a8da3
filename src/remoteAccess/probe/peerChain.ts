import type { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { mostCertificates, type SeenChain } from '../../planning/network/probes';

/** After the handshake, and once: Node takes the certificates out of the connection. */
export function peerChain(tls: TLSSocket, built: readonly DetailedPeerCertificate[]): SeenChain {
  const sent = sentBy(tls);
  const own = built.map(({ raw }) => raw.toString('base64'));
  const isRootKnown = findsRoot(tls, built, sent.length);
  const suite = tls.getCipher().standardName;
  const protocol = tls.getProtocol();
  return {
    sentChain: sent.length > 0 ? 'seen' : own.length > 0 ? 'builtFromStore' : 'notShown',
    sent: sent.slice(0, mostCertificates),
    fromStore: own.filter((each) => !sent.includes(each)),
    isCut: sent.length > mostCertificates,
    ...(isRootKnown === undefined ? {} : { isRootKnown }),
    ...(protocol === null ? {} : { protocol }),
    ...(suite === '' ? {} : { suite }),
  };
}

/** In the order in which they were sent; empty if Node can't show them. */
function sentBy(tls: TLSSocket): readonly string[] {
  const sent: string[] = [];
  try {
    let next: X509Certificate | undefined = tls.getPeerX509Certificate();
    while (next && sent.length <= mostCertificates) {
      sent.push(next.raw.toString('base64'));
      next = next.issuerCertificate;
    }
  } catch {
    // VS Code's Node stands on BoringSSL, which refuses more certificates than OpenSSL. The chain then counts as not seen.
    return [];
  }
  return sent;
}

// OpenSSL's X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, …_LOCALLY and …_VERIFY_LEAF_SIGNATURE.
const rootMissing = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** Undefined where the reason is hidden by another one, and Node builds no chain because of the order. */
function findsRoot(tls: TLSSocket, built: readonly DetailedPeerCertificate[], sent: number): boolean | undefined {
  const last = built.at(-1);
  if (tls.authorized || (last && isSelfIssued(last))) return true;
  // A text, unlike its declaration.
  const isMissing = rootMissing.includes(String(tls.authorizationError));
  return isMissing || built.length >= sent ? false : undefined;
}

const isSelfIssued = ({ issuer, subject }: DetailedPeerCertificate): boolean =>
  JSON.stringify(issuer) === JSON.stringify(subject);

/** The chain as Node builds it, partly from the trusted roots. Its own certificate first. */
export function builtChain(tls: TLSSocket): readonly DetailedPeerCertificate[] {
  const built: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = tls.getPeerCertificate(true);
  // Without a certificate the object is empty, and a root is its own issuer.
  while (next?.issuer && built.length <= mostCertificates) {
    built.push(next);
    const above: DetailedPeerCertificate | undefined = next.issuerCertificate;
    next = above?.fingerprint256 === next.fingerprint256 ? undefined : above;
  }
  return built;
}
