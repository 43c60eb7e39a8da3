import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { furnishHome } from '../../build/ownHome.mjs';
import { missing, run, start as startProgram, tryRun, type Started } from './program';
import { freePort } from './squid';

/** A real sshd on loopback, for the user who runs the tests, with keys and, for its sessions, a home of its own. */
export interface Sshd extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  /** Path of the private key that it admits. */
  readonly clientKey: string;
  /** A `known_hosts` file with its host key, and nothing else. */
  readonly knownHosts: string;
  /** What it has written to its log so far. */
  readonly log: () => string;
  /** How many connections it has. */
  readonly connections: () => number;
  /** Starts again with another host key and without any of its connections, as a reinstalled machine. */
  readonly reinstall: () => Promise<void>;
}

/**
 * `directory` takes keys and configuration; `env` is what every session finds in its environment; `lines` of
 * configuration come before the usual ones, and so count instead of them; `password` lets the user in as well; a machine
 * that asks for it by PAM says `question` before its own words.
 */
export async function startSshd(
  directory: string,
  env: Readonly<Record<string, string>> = {},
  lines: readonly string[] = [],
  password?: string,
  question?: string,
): Promise<Sshd> {
  const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => existsSync(path));
  if (program === undefined) throw new Error(missing('sshd', 'openssh-server'));
  const state = join(directory, 'sshd');
  mkdirSync(state, { mode: 0o700 });
  const hostKey = makeKey(join(state, 'host'));
  const clientKey = makeKey(join(state, 'client'));
  const port = await freePort();
  const authorized = join(state, 'authorized');
  writeFileSync(authorized, readFileSync(`${clientKey}.pub`));
  const knownHosts = join(state, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${readFileSync(`${hostKey}.pub`, 'utf8')}`);
  const home = join(state, 'home');
  furnishHome(home);
  const configuration = join(state, 'sshd_config');
  writeFileSync(configuration, sshdConfiguration({ port, hostKey, authorized, env: { HOME: home, ...env }, lines }));
  chmodSync(configuration, 0o600);
  // Where sshd gives up its rights before a session; root's alone, and missing until the service first ran.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const [first = '', ...args] = [...knowing(state, password, question), program, '-D', '-e', '-f', configuration];
  let errors = '';
  const start = async (): Promise<Started> => {
    const sshd = startProgram(first, args);
    sshd.stdin.end();
    sshd.stdout.resume();
    sshd.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    for (let attempt = 0; !(await isListening(port)); attempt++) {
      if (sshd.exitCode !== null || attempt > 200) {
        sshd.kill('SIGKILL');
        throw new Error(`sshd does not listen on port ${port}:\n${errors}`);
      }
      await delay(25);
    }
    return sshd;
  };
  let sshd = await start();
  const stop = async (): Promise<void> => {
    if (sshd.exitCode === null && sshd.kill('SIGTERM')) await once(sshd, 'exit');
  };
  return {
    port,
    user: userInfo().username,
    clientKey,
    knownHosts,
    log: () => errors,
    connections: () => childrenOf(sshd).length,
    async reinstall() {
      const connections = childrenOf(sshd);
      await stop();
      for (const id of connections) endIfThere(id);
      for (const file of [hostKey, `${hostKey}.pub`]) rmSync(file);
      makeKey(hostKey);
      sshd = await start();
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Whether this process may show another file in the place of one to what it starts. */
export const mayReplaceFiles = (): boolean => tryRun('unshare', 'util-linux', ['--mount', 'true']).status === 0;

/** Why a test that needs that is skipped. */
export const withoutMounts = 'This user may not mount a file over another one, which takes root.';

/**
 * What starts a program that finds this password for the user. Other files stand there in the place of
 * /etc/shadow and of what PAM asks; nothing else on this machine sees them, and nothing is left of them when the program
 * ends, however it does.
 */
function knowing(directory: string, password: string | undefined, question: string | undefined): readonly string[] {
  if (password === undefined) return [];
  const shadow = join(directory, 'shadow');
  const hash = run('openssl', 'openssl', ['passwd', '-6', '-stdin'], password).toString().trim();
  const isOthers = (line: string): boolean => !line.startsWith(`${userInfo().username}:`);
  const others = readFileSync('/etc/shadow', 'utf8').split('\n').filter(isOthers);
  writeFileSync(shadow, [`${userInfo().username}:${hash}:20000:0:99999:7:::`, ...others].join('\n'), { mode: 0o600 });
  const mounts = ['mount --bind "$0" /etc/shadow'];
  if (question !== undefined) {
    writeFileSync(join(directory, 'question'), question);
    writeFileSync(join(directory, 'pam'), pamConfiguration(join(directory, 'question')));
    mounts.push('mount --bind "${0%/*}/pam" /etc/pam.d/sshd');
  }
  return ['unshare', '--mount', 'sh', '-c', `${mounts.join(' && ')} && exec "$@"`, shadow];
}

const pamConfiguration = (question: string): string =>
  [
    `auth optional pam_echo.so file=${question}`,
    'auth required pam_unix.so',
    'account required pam_permit.so',
    'session required pam_permit.so',
    '',
  ].join('\n');

/** A connection may have ended by itself meanwhile. */
function endIfThere(id: number): void {
  try {
    process.kill(id, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Numbers of the processes that it started itself. */
const childrenOf = ({ pid = 0 }: Started): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

function makeKey(path: string): string {
  run('ssh-keygen', 'openssh-client', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
  return path;
}

interface Settings {
  readonly port: number;
  readonly hostKey: string;
  readonly authorized: string;
  readonly env: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

function sshdConfiguration({ port, hostKey, authorized, env, lines }: Settings): string {
  const values = Object.entries(env).map(([name, value]) => `${name}="${value}"`);
  return `${[
    ...lines,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${authorized}`,
    'AuthenticationMethods publickey',
    'PermitRootLogin prohibit-password',
    // The keys lie below the folder for temporary files, which others may write to.
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    // These two are looked for where the list of accounts has the home, whatever HOME is.
    'PermitUserRC no',
    'PermitUserEnvironment no',
    'Subsystem sftp internal-sftp',
    `SetEnv ${values.join(' ')}`,
  ].join('\n')}\n`;
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
