import type { SshAddress } from '../../core';

export interface ConnectionOptions {
  readonly connectSeconds: number;
  /** A socket to share the connection by. */
  readonly controlPath?: string | undefined;
  /** Whether passwords and passphrases are asked for; otherwise ssh asks for nothing. */
  readonly asks: boolean;
}

/** How long a shared connection is kept for the next run. */
const persistSeconds = 600;

/**
 * What is decided here and not in the person's configuration. Everything else (keys, agent, jump hosts, ports) is
 * theirs. No host key is ever added on the way, and nothing is forwarded.
 */
const always: readonly string[] = [
  'StrictHostKeyChecking=yes',
  'UpdateHostKeys=no',
  'ClearAllForwardings=yes',
  'ForwardAgent=no',
  'ForwardX11=no',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'RequestTTY=no',
  'LogLevel=INFO',
  'ServerAliveInterval=10',
  'ServerAliveCountMax=3',
];

/** The arguments of an `ssh` that runs a command; the host stands behind `--`, where it cannot be an option. */
export const sshArguments = (address: SshAddress, options: ConnectionOptions, command: string): readonly string[] => [
  '-T',
  ...asOptions([...always, ...connection(options)]),
  ...destination(address),
  command,
];

export const asOptions = (options: readonly string[]): readonly string[] => options.flatMap((option) => ['-o', option]);

export const destination = ({ host, user, port }: SshAddress): readonly string[] => [
  ...(user === undefined ? [] : ['-l', user]),
  ...(port === undefined ? [] : ['-p', String(port)]),
  '--',
  host,
];

const connection = ({ connectSeconds, controlPath, asks }: ConnectionOptions): readonly string[] => [
  `ConnectTimeout=${connectSeconds}`,
  ...(asks ? ['BatchMode=no', 'NumberOfPasswordPrompts=1'] : ['BatchMode=yes']),
  ...(controlPath === undefined
    ? ['ControlPath=none']
    : ['ControlMaster=auto', `ControlPath=${controlPath.replaceAll('%', '%%')}`, `ControlPersist=${persistSeconds}`]),
];
