import type { SshAddress } from '../../kernel/sshAddress';
import { destination } from './arguments';
import { runTool } from './runTool';

/** How the person's ssh configuration deals with the key of one host. */
export interface HostKeyNames {
  /** What ssh calls the host in its questions and in known_hosts: an alias, a name, or `[name]:port`. */
  readonly name: string;
  /** False where the configuration keeps no keys of hosts at all. */
  readonly keepsKeys: boolean;
}

const timeoutMilliseconds = 10_000;

/** Files that hold nothing, by the words that ssh_config(5) has for it. */
const noFile = /^(none|\/dev\/null)( |$)/i;

/**
 * Asks ssh itself (`ssh -G`), which may run what the person's configuration says (`Match exec`). Throws `Unsupported`
 * where ssh is missing. What it prints of files is not split: they stand there without quotes, and a home may have blanks.
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
