import { parseSshAddress, type SshAddress, sshAddressText } from '../../kernel/sshAddress';
import { invalidHost } from '../errors';

export interface ConnectionOptions {
  readonly connectSeconds: number;
  /** Socket of a shared connection. */
  readonly controlPath?: string | undefined;
  readonly asks: boolean;
  /** False: stop before authentication. */
  readonly signsIn?: boolean | undefined;
}

const persistSeconds = 600;

/** Overrides the user's configuration: adds no host keys, forwards nothing. */
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

/** After `--`, the host can't be an option. */
export const sshArguments = (address: SshAddress, options: ConnectionOptions, command: string): readonly string[] => [
  '-T',
  ...asOptions([...always, ...connection(options)]),
  ...destination(address),
  command,
];

/** ssh expands `%`. */
export const controlPathOption = (path: string): string => `ControlPath="${path.replaceAll('%', '%%')}"`;

export const asOptions = (options: readonly string[]): readonly string[] => options.flatMap((option) => ['-o', option]);

/** Throws `InvalidInput` for an invalid address. */
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
