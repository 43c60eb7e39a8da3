import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { start, type Started } from './program';
import { portOf } from './tlsHost';

/** A host that takes connections and never says a word. */
export async function startMuteHost(): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

// Listens with the shortest queue and then stands still, so that nobody takes from the queue.
const standStill = (host: string, port: number): string => `
const server = require('node:net').createServer();
server.listen({ port: ${port}, host: '${host}', backlog: 1 }, () => {
  process.stdout.write(server.address().port + '\\n', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});`;

/** A black hole: connections to it are never answered, as behind a firewall that drops packets. */
export async function startBlackHole(
  host = '127.0.0.1',
  wanted = 0,
): Promise<AsyncDisposable & { readonly port: number }> {
  const child = start(process.execPath, ['-e', standStill(host, wanted)]);
  child.stderr.pipe(process.stderr, { end: false });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  const fillers = await fill(host, port);
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of fillers) socket.destroy();
      await end(child);
    },
  };
}

/** Fills the queue: the system itself answers until it is full. */
async function fill(host: string, port: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  for (let isOpen = true; isOpen;) {
    const socket = connect(port, host);
    socket.on('error', () => socket.destroy());
    sockets.push(socket);
    isOpen = await Promise.race([once(socket, 'connect').then(() => true), delay(300, false)]);
  }
  return sockets;
}

async function end(child: Started): Promise<void> {
  if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
}
