import { isIP, type Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { SeenChain } from '../../planning/network/probes';
import { lookUp } from '../../kernel/lookUp';
import { builtChain, peerChain } from './peerChain';
import { step, StepFailed, stepFailure, UnreadableCertificate } from './step';

export interface Handshake {
  readonly issuers: readonly string[];
  readonly isTrusted: boolean;
  readonly chain: SeenChain;
}

/** The caller closes the connection. */
export interface Secured {
  readonly seen: Handshake;
  readonly tls: TLSSocket;
}

/**
 * Accepts untrusted certificates, which reveal TLS inspection; sends no data itself. `roots`: trusted
 * besides Node's, as PEM.
 */
export async function handshake(
  socket: Socket,
  host: string,
  milliseconds: number,
  signal: AbortSignal,
  roots: readonly string[] | undefined,
): Promise<Secured> {
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
      tls.once('error', (error: Error) => {
        reject(isUnreadable(error) ? new UnreadableCertificate() : stepFailure(error));
      });
      tls.once('close', () => {
        reject(new StepFailed('closed'));
      });
    });
    const built = builtChain(tls);
    const chain = peerChain(tls, built);
    return {
      seen: { issuers: built.map(({ issuer }) => nameText(issuer)), isTrusted: tls.authorized, chain },
      tls,
    };
  } catch (error) {
    tls.destroy();
    throw error;
  }
}

/** By the words of OpenSSL, and of BoringSSL in VS Code. */
function isUnreadable(error: Error): boolean {
  const library = 'library' in error ? String(error.library) : '';
  return /\basn\.?1\b|cannot.parse|decode.error/i.test(`${library} ${error.message}`);
}

/** Quoted where it could be taken for another field. */
const quoted = (value: string): string => (/[,;/+="]/.test(value) ? `"${value.replaceAll('"', "'")}"` : value);

/** Repeated fields are arrays. */
function nameText(name: DetailedPeerCertificate['issuer']): string {
  const fields: Readonly<Record<string, string | string[] | undefined>> = { ...name };
  const text = ['O', 'OU', 'CN'].flatMap((field) => {
    const value = lookUp(fields, field);
    return value === undefined ? [] : [`${field}=${quoted(Array.isArray(value) ? value.join(' ') : value)}`];
  });
  return text.join(', ') || 'no name';
}
