import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SshAddress } from '../../core';
import { asOptions, destination } from './arguments';
import { noAnswer, sshError } from './errors';
import { privateFolder } from './privateFolder';
import { runTool, toolEnvironment } from './runTool';
import { effectiveConfiguration } from './sshConfiguration';

/** A host key that nobody has vouched for yet. */
export interface HostKeyOffer {
  readonly host: string;
  /** `ssh-ed25519`. */
  readonly type: string;
  /** As `ssh-keygen -l` writes it: `SHA256:…`. */
  readonly fingerprint: string;
  /** The file that ssh would look it up in. */
  readonly file: string;
  /** Adds it to that file; ssh then connects. */
  accept(): Promise<void>;
}

const timeoutMilliseconds = 20_000;

/** Keeps ssh from offering anything but its wish for a host key. */
const learning = [
  'StrictHostKeyChecking=accept-new',
  'GlobalKnownHostsFile=none',
  'HashKnownHosts=no',
  'CheckHostIP=no',
  'UpdateHostKeys=no',
  'VerifyHostKeyDNS=no',
  'PreferredAuthentications=none',
  'BatchMode=yes',
  'ControlPath=none',
  'ClearAllForwardings=yes',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'LogLevel=INFO',
  'ConnectTimeout=15',
];

/**
 * Learns the key of a host that ssh does not know, over the way a connection takes (jump hosts, ports, aliases), by
 * letting ssh write it to a file of ours and end before it signs in. Throws `HostKey` when another key is known for the
 * host: such a one is never offered.
 */
export async function learnHostKey(address: SshAddress, ssh: string, signal: AbortSignal): Promise<HostKeyOffer> {
  const folder = privateFolder();
  const learned = join(folder.path, 'known_hosts');
  try {
    const args = [
      ...asOptions([...learning, `UserKnownHostsFile=${learned.replaceAll('%', '%%')}`]),
      '-T',
      ...destination(address),
      'true',
    ];
    const { exitCode, stderr } = await runTool(ssh, args, { env: toolEnvironment(), timeoutMilliseconds, signal });
    const line = (await readFile(learned, 'utf8').catch(() => '')).trim().split('\n')[0] ?? '';
    const [name = '', type = '', key = ''] = line.split(' ');
    if (key === '')
      throw stderr === ''
        ? noAnswer(address.host)
        : sshError({ exitCode, says: stderr, hasBegun: false }, address.host);
    const { knownHosts, hashes } = await effectiveConfiguration(address, ssh, signal);
    await refuseChanged(name, knownHosts, address.host, signal);
    const file = expandHome(knownHosts[0] ?? '~/.ssh/known_hosts');
    const entry = hashes ? await hashed(learned, line, signal) : line;
    return { host: address.host, type, fingerprint: fingerprintOf(key), file, accept: () => append(file, entry) };
  } finally {
    await folder.remove();
  }
}

/** ssh takes a key of another type for unknown rather than for changed. */
async function refuseChanged(name: string, files: readonly string[], host: string, signal: AbortSignal): Promise<void> {
  for (const file of files.map(expandHome)) {
    const { exitCode } = await runTool('ssh-keygen', ['-F', name, '-f', file], { timeoutMilliseconds, signal });
    if (exitCode === 0)
      throw sshError({ exitCode: 255, says: 'REMOTE HOST IDENTIFICATION HAS CHANGED', hasBegun: false }, host);
  }
}

/** The name in the line hidden as the person's configuration has it for all others. */
async function hashed(file: string, line: string, signal: AbortSignal): Promise<string> {
  const { exitCode } = await runTool('ssh-keygen', ['-H', '-f', file], { timeoutMilliseconds, signal });
  return exitCode === 0 ? (await readFile(file, 'utf8')).trim() : line;
}

const fingerprintOf = (key: string): string =>
  `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/, '')}`;

async function append(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const existing = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  const separator = existing === '' || existing.endsWith('\n') ? '' : '\n';
  await appendFile(file, `${separator}${line}\n`, { mode: 0o600 });
}

const expandHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);
