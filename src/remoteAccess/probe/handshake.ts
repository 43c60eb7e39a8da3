import { isIP, type Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { step, StepFailed, stepFailure } from './step';
import { lookUp } from '../../kernel/lookUp';

export interface Handshake {
  readonly issuers: readonly string[];
  readonly isTrusted: boolean;
}

const mostCertificates = 10;

/**
 * Accepts untrusted certificates, which reveal TLS inspection; sends no data. `roots`: trusted
 * besides Node's, as PEM.
 */
export async function handshake(
  socket: Socket,
  host: string,
  milliseconds: number,
  signal: AbortSignal,
  roots: readonly string[] | undefined,
): Promise<Handshake> {
  const tls = connect({
    socket,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Node still verifies and sets `authorized`.
    host,
    rejectUnauthorized: false,
    ...(roots === undefined ? {} : { ca: [...roots] }),
  });
  tls.on('error', () => undefined);
  try {
    await step<void>(milliseconds, signal, (resolve, reject) => {
      tls.once('secureConnect', resolve);
      tls.once('error', (error) => {
        reject(stepFailure(error));
      });
      tls.once('close', () => {
        reject(new StepFailed('closed'));
      });
    });
    return { issuers: issuersOf(tls), isTrusted: tls.authorized };
  } finally {
    tls.destroy();
  }
}

function issuersOf(tls: TLSSocket): readonly string[] {
  const issuers: string[] = [];
  let certificate: DetailedPeerCertificate | undefined = tls.getPeerCertificate(true);
  while (certificate?.issuer && issuers.length < mostCertificates) {
    issuers.push(nameText(certificate.issuer));
    const above: DetailedPeerCertificate | undefined = certificate.issuerCertificate;
    // A root is its own issuer.
    certificate = above === certificate || above?.fingerprint256 === certificate.fingerprint256 ? undefined : above;
  }
  return issuers;
}

/** Repeated fields are arrays. */
function nameText(name: DetailedPeerCertificate['issuer']): string {
  const fields: Readonly<Record<string, string | string[] | undefined>> = { ...name };
  const text = ['O', 'OU', 'CN'].flatMap((field) => {
    const value = lookUp(fields, field);
    return value === undefined ? [] : [`${field}=${Array.isArray(value) ? value.join(' ') : value}`];
  });
  return text.join(', ') || 'no name';
}
