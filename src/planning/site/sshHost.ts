import * as l10n from '@vscode/l10n';
import { parseSshAddress, sshNamePlace } from '../../kernel/sshAddress';
import type { Servers } from './site';

/** Also accepts `{name}`. */
export const checkSshHost = (text: string): string | undefined =>
  parseSshAddress(text.replaceAll(sshNamePlace, 'x')).ok
    ? undefined
    : l10n.t(
        'Write a valid host for ssh, with {name} for each machine’s name: {name}.corp.example, admin@10.0.0.4:2222.',
      );

/** For `parseSshAddress`. A host without `{name}` is only for a single machine, otherwise undefined. */
export function sshHostOf({ sshHost, machines = [] }: Servers, name: string): string | undefined {
  if (sshHost === undefined) return undefined;
  const [only, ...others] = machines;
  const isOnly = others.length === 0 && only?.toLowerCase() === name.toLowerCase();
  const host = sshHost.replaceAll(sshNamePlace, name);
  return (isOnly || sshHost.includes(sshNamePlace)) && parseSshAddress(host).ok ? host : undefined;
}
