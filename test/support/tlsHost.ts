import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { run } from './program';

/** An HTTPS server on loopback that plays hosts of the internet. */
export interface TlsHost extends AsyncDisposable {
  readonly port: number;
  /** Path of the certificate that a client must trust to believe the server. */
  readonly certificate: string;
}

/** `directory` takes the certificate and its key; `names` are the hosts the certificate is for. */
export async function startTlsHost(
  directory: string,
  names: readonly string[],
  answer: RequestListener,
): Promise<TlsHost> {
  const certificate = join(directory, 'tls-host.crt');
  const key = join(directory, 'tls-host.key');
  const subject = [
    '-subj',
    '/CN=tls-host',
    '-addext',
    `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
  ];
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  run('openssl', 'openssl', ['req', '-x509', ...algorithm, ...subject, '-keyout', key, '-out', certificate]);
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    certificate,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
