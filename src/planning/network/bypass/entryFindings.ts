import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import type { BypassEntry } from '../../site';

/** `fix`: what a valid entry is. */
export interface EntryTexts {
  readonly source: string;
  readonly fix: string;
}

export const anyEntry = l10n.t`Enter a name without scheme, port, or wildcard, an IPv4 address such as ${'10.0.0.4'}, or a range such as ${'10.0.0.0/8'}.`;

const invalidIn: Readonly<Record<BypassEntry['list'], (text: string) => string>> = {
  hosts: (text) => l10n.t`${text} is omitted because it isn’t a valid host.`,
  domains: (text) => l10n.t`${text} is omitted because it isn’t a valid domain.`,
  ips: (text) => l10n.t`${text} is omitted because it isn’t a valid IPv4 address.`,
  cidrs: (text) => l10n.t`${text} is omitted because it isn’t a valid range of IPv4 addresses.`,
};

/** Independent of syntax. */
export function entryFindings(entry: BypassEntry, { source, fix }: EntryTexts): Finding[] {
  const { list, path, text } = entry;
  if (entry.kind !== 'invalid') return hostBits(entry, source);
  const message = invalidIn[list](JSON.stringify(text));
  return [{ code: 'bypass.invalid', severity: 'error', path, message, fix, source }];
}

function hostBits(entry: BypassEntry, source: string): Finding[] {
  const { path, text } = entry;
  if (entry.kind !== 'cidr' || entry.isExact) return [];
  return [
    {
      code: 'bypass.hostBits',
      severity: 'warning',
      path,
      message: l10n.t`${text} is an address within a range. The whole range is used.`,
      fix: l10n.t('Enter the first address of the range, or list the single address under addresses.'),
      source,
    },
  ];
}
