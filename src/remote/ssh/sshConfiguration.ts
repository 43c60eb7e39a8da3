import type { SshAddress } from '../../core';
import { destination } from './arguments';
import { runTool } from './runTool';

export interface EffectiveConfiguration {
  /** The name or address that ssh connects to in the end. */
  readonly hostName: string;
  readonly user: string;
  readonly port: string;
  /** Files that host keys are looked up in, the person's own first. */
  readonly knownHosts: readonly string[];
  /** Whether names in them are to be hidden. */
  readonly hashes: boolean;
}

const timeoutMilliseconds = 10_000;

/** What the person's ssh configuration makes of an address. Throws `Unsupported` where ssh is missing. */
export async function effectiveConfiguration(
  address: SshAddress,
  ssh: string,
  signal: AbortSignal,
): Promise<EffectiveConfiguration> {
  const { stdout } = await runTool(ssh, ['-G', ...destination(address)], { timeoutMilliseconds, signal });
  const values = new Map(
    stdout.split('\n').map((line): [string, string] => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1).trim()];
    }),
  );
  const files = (name: string): readonly string[] =>
    (values.get(name) ?? '').split(' ').filter((file) => file !== '' && file !== 'none' && file !== '/dev/null');
  return {
    hostName: values.get('hostname') ?? address.host,
    user: values.get('user') ?? '',
    port: values.get('port') ?? '22',
    knownHosts: [...files('userknownhostsfile'), ...files('globalknownhostsfile')],
    hashes: values.get('hashknownhosts') === 'yes',
  };
}
