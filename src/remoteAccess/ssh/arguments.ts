import { parseSshAddress, type SshAddress, sshAddressText } from '../../kernel/sshAddress';
import { invalidHost } from '../errors';

export interface ConnectionOptions {
  readonly connectSeconds: number;
  /** A socket to share the connection by. */
  readonly controlPath?: string | undefined;
  /** Whether passwords and passphrases are asked for; otherwise ssh asks for nothing. */
  readonly asks: boolean;
  /** False to end before the machine is asked to let anybody in. */
  readonly signsIn?: boolean | undefined;
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

/** A path in a temporary folder may have blanks, and a percent sign stands for something in ssh's configuration. */
export const controlPathOption = (path: string): string => `ControlPath="${path.replaceAll('%', '%%')}"`;

export const asOptions = (options: readonly string[]): readonly string[] => options.flatMap((option) => ['-o', option]);

/** Throws `InvalidInput` for what is no address, whoever made it: ssh never sees it. */
export function destination(address: SshAddress): readonly string[] {
  const parsed = parseSshAddress(sshAddressText(address));
  if (!parsed.ok) throw invalidHost(parsed.error);
  const { host, user, port } = parsed.value;
  return [...(user === undefined ? [] : ['-l', user]), ...(port === undefined ? [] : ['-p', String(port)]), '--', host];
}

const connection = ({ connectSeconds, controlPath, asks, signsIn = true }: ConnectionOptions): readonly string[] => [
  ...(signsIn ? [] : ['PreferredAuthentications=none']),
  `ConnectTimeout=${connectSeconds}`,
  ...(asks ? ['BatchMode=no', 'NumberOfPasswordPrompts=1'] : ['BatchMode=yes']),
  ...(controlPath === undefined
    ? ['ControlPath=none']
    : ['ControlMaster=auto', controlPathOption(controlPath), `ControlPersist=${persistSeconds}`]),
];
