import * as l10n from '@vscode/l10n';
import { parseSshAddress, sshNamePlace } from '../../kernel/sshAddress';
import type { Servers } from './site';

/** Says why a text is no host for ssh, also one with places for a name; `undefined` when it is one. */
export const checkSshHost = (text: string): string | undefined =>
  parseSshAddress(text.replaceAll(sshNamePlace, 'x')).ok
    ? undefined
    : l10n.t(
        'Write a valid host for ssh, with {name} for each machine’s name: {name}.corp.example, admin@10.0.0.4:2222.',
      );

/**
 * Where ssh finds a machine, as `parseSshAddress` reads it. `undefined` where the site does not say: a host without a
 * place for the name is that of a single machine.
 */
export function sshHostOf({ sshHost, machines = [] }: Servers, name: string): string | undefined {
  if (sshHost === undefined) return undefined;
  const [only, ...others] = machines;
  const isOnly = others.length === 0 && only?.toLowerCase() === name.toLowerCase();
  const host = sshHost.replaceAll(sshNamePlace, name);
  return (isOnly || sshHost.includes(sshNamePlace)) && parseSshAddress(host).ok ? host : undefined;
}
