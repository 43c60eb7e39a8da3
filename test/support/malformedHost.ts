import { once } from 'node:events';
import { createServer } from 'node:net';
import { portOf } from './tlsHost';

/**
 * Speaks just enough TLS 1.2 to send these bytes as its certificates, which no TLS library would serve. The handshake never
 * gets further. Source: RFC 5246, sections 6.2.1, 7.4.1.3 and 7.4.2.
 */
export async function startMalformedHost(certificates: readonly Buffer[]): Promise<AsyncDisposable & { port: number }> {
  const list = Buffer.concat(certificates.map((each) => Buffer.concat([length(each, 3), each])));
  const hello = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    // No session; ECDHE-RSA-AES128-GCM-SHA256; no compression; the empty list of renegotiation.
    Buffer.from([0, 0xc0, 0x2f, 0, 0, 5, 0xff, 1, 0, 1, 0]),
  ]);
  const answer = Buffer.concat([message(2, hello), message(11, Buffer.concat([length(list, 3), list]))]);
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.write(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

function message(type: number, body: Buffer): Buffer {
  const handshake = Buffer.concat([Buffer.from([type]), length(body, 3), body]);
  return Buffer.concat([Buffer.from([22, 3, 3]), length(handshake, 2), handshake]);
}

function length({ length: value }: Buffer, octets: number): Buffer {
  const buffer = Buffer.alloc(octets);
  buffer.writeUIntBE(value, 0, octets);
  return buffer;
}
