import type { SshAddress } from '../../kernel/sshAddress';
import { destination } from './arguments';
import { runTool } from './runTool';

/** From the user's ssh configuration. */
export interface HostKeyNames {
  /** An alias, a name, or `[name]:port`, as in known_hosts. */
  readonly name: string;
  readonly keepsKeys: boolean;
}

const timeoutMilliseconds = 10_000;

/** See ssh_config(5). */
const noFile = /^(none|\/dev\/null)( |$)/i;

/**
 * Runs `ssh -G`, which may run configured commands (`Match exec`). Throws `Unsupported` without
 * ssh. Doesn't split file lists: unquoted paths may contain spaces.
 */
export async function hostKeyNames(address: SshAddress, ssh: string, signal: AbortSignal): Promise<HostKeyNames> {
  const { stdout } = await runTool(ssh, ['-G', ...destination(address)], { timeoutMilliseconds, signal });
  const values = new Map(
    stdout.split('\n').map((line): [string, string] => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1).trim()];
    }),
  );
  const host = values.get('hostname') ?? address.host;
  const port = values.get('port') ?? '22';
  return {
    name: values.get('hostkeyalias') ?? (port === '22' ? host : `[${host}]:${port}`),
    keepsKeys: !noFile.test(values.get('userknownhostsfile') ?? ''),
  };
}
