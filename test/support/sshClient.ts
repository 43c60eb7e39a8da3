import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An `ssh` with a configuration of its own: the system's program, as a person with that configuration would have it. */
export interface SshClient {
  /** The program to start in place of `ssh`. */
  readonly program: string;
  /** Where it looks host keys up. */
  readonly knownHosts: string;
  /** Replaces the configuration; `UserKnownHostsFile` is set. */
  readonly configure: (...lines: readonly string[]) => void;
}

export function sshClient(directory: string, knownHosts = ''): SshClient {
  const folder = join(directory, 'ssh-client');
  mkdirSync(folder, { mode: 0o700 });
  const configuration = join(folder, 'config');
  const known = join(folder, 'known_hosts');
  const program = join(folder, 'ssh');
  writeFileSync(known, knownHosts);
  writeFileSync(program, `#!/bin/sh\nexec /usr/bin/ssh -F '${configuration}' "$@"\n`);
  chmodSync(program, 0o755);
  const configure = (...lines: readonly string[]): void => {
    const text = [
      ...lines,
      'Host *',
      `UserKnownHostsFile ${known}`,
      'GlobalKnownHostsFile none',
      'IdentitiesOnly yes',
      // Else it would try the keys of the account that runs the tests where `lines` names none.
      'IdentityFile none',
    ];
    writeFileSync(configuration, `${text.join('\n')}\n`, { mode: 0o600 });
  };
  configure();
  return { program, knownHosts: known, configure };
}
