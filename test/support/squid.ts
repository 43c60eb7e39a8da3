import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { missing, run, start, type Started } from './program';
import { portOf } from './tlsHost';

/** Whom the proxy lets through; anybody when there is none. */
export interface ProxyUser {
  readonly name: string;
  readonly password: string;
}

/** A real squid on loopback, the only way to the hosts it is given. */
export interface Squid extends AsyncDisposable {
  readonly url: string;
  /** Lines of its access log so far. */
  accessLog(): readonly string[];
}

/**
 * Starts a squid that reaches the named hosts, whatever port is asked for, at ports of this machine. It hands every
 * request to a parent that stands for the internet, so neither a name server nor a privileged port is needed. Hosts that
 * are not named answer 502.
 */
export async function startSquid(
  directory: string,
  hosts: Readonly<Record<string, number>>,
  user?: ProxyUser,
): Promise<Squid> {
  const program = ['/usr/sbin/squid', '/usr/local/sbin/squid'].find((path) => existsSync(path));
  if (program === undefined) throw new Error(missing('squid', 'squid'));
  const internet = await startInternet(hosts);
  const port = await freePort();
  const state = join(directory, 'squid');
  mkdirSync(state);
  // Started by root, squid gives up its rights and must still be able to write.
  chmodSync(directory, 0o711);
  chmodSync(state, 0o777);
  const configuration = join(state, 'squid.conf');
  writeFileSync(configuration, squidConfiguration(port, portOf(internet.address()), state, accessRules(state, user)));
  // The service name keeps the shared memory of several squids apart.
  const squid = start(program, ['-N', '-n', `test${port}`, '-f', configuration]);
  squid.stdin.end();
  squid.stdout.resume();
  let errors = '';
  squid.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  await untilListening(squid, port, () => errors);
  const log = join(state, 'access.log');
  return {
    url: `http://127.0.0.1:${port}`,
    accessLog: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []),
    async [Symbol.asyncDispose]() {
      // Not SIGKILL: squid has shared memory to give back.
      if (squid.exitCode === null && squid.kill('SIGTERM')) await once(squid, 'exit');
      internet.closeAllConnections();
      internet.close();
    },
  };
}

function squidConfiguration(port: number, parent: number, state: string, access: readonly string[]): string {
  return `${[
    `http_port 127.0.0.1:${port}`,
    `cache_peer 127.0.0.1 parent ${parent} 0 no-query no-digest default`,
    'never_direct allow all',
    ...access,
    'cache deny all',
    `access_log stdio:${state}/access.log`,
    `cache_log ${state}/cache.log`,
    `coredump_dir ${state}`,
    'pid_filename none',
    'pinger_enable off',
    'netdb_filename none',
    'shutdown_lifetime 0 seconds',
    'visible_hostname test-proxy',
  ].join('\n')}\n`;
}

function accessRules(state: string, user: ProxyUser | undefined): readonly string[] {
  if (!user) return ['http_access allow all'];
  const helper = ['/usr/lib/squid/basic_ncsa_auth', '/usr/lib64/squid/basic_ncsa_auth'].find((path) =>
    existsSync(path),
  );
  if (helper === undefined) throw new Error(missing('basic_ncsa_auth', 'squid'));
  const users = join(state, 'users');
  const hash = run('openssl', 'openssl', ['passwd', '-apr1', '-stdin'], user.password).toString().trim();
  writeFileSync(users, `${user.name}:${hash}\n`);
  return [
    `auth_param basic program ${helper} ${users}`,
    'acl known proxy_auth REQUIRED',
    'http_access allow known',
    'http_access deny all',
  ];
}

async function startInternet(hosts: Readonly<Record<string, number>>): Promise<Server> {
  const internet = createServer((_, response) => response.writeHead(502).end());
  internet.on('connect', (request, client) => {
    const port = hosts[(request.url ?? '').replace(/:\d+$/, '')];
    client.on('error', () => client.destroy());
    if (port === undefined) {
      client.end('HTTP/1.1 502 No Such Host\r\n\r\n');
      return;
    }
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client);
      client.pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  internet.listen(0, '127.0.0.1');
  await once(internet, 'listening');
  return internet;
}

/** A port of loopback that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(squid: Started, port: number, errors: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (squid.exitCode !== null) throw new Error(`squid ended with ${squid.exitCode}:\n${errors()}`);
    if (await isListening(port)) return;
    await delay(25);
  }
  squid.kill('SIGKILL');
  throw new Error(`squid does not listen on port ${port}:\n${errors()}`);
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
