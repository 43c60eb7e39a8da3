import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { type AddressKind, rangeKind, rangesOfKind, rangesSource } from '../../../kernel/knowledge/addressKind';
import { parseIpRange } from '../../../kernel/text/ipRange';
import { listOf } from '../../../kernel/text/phrases';
import type { BypassEntry } from '../../site';

/** Own networks; a range that holds other addresses too is public. */
const ownKinds: readonly AddressKind[] = ['private', 'carrier', 'linkLocal', 'loopback'];

export function publicRange(entry: BypassEntry): Finding[] {
  if (entry.kind !== 'cidr' && entry.kind !== 'cidr6') return [];
  const range = parseIpRange(entry.text);
  if (!range || ownKinds.includes(rangeKind(range))) return [];
  return [
    {
      code: 'bypass.publicRange',
      severity: 'warning',
      path: entry.path,
      message: l10n.t`${entry.text} holds public addresses: connections to all of them bypass the proxy.`,
      fix: l10n.t`Private networks are ${listOf([...rangesOfKind('private'), ...rangesOfKind('carrier')])}; link-local addresses are ${listOf(rangesOfKind('linkLocal'))}. Check the digits, or list only the addresses in use.`,
      source: rangesSource,
    },
  ];
}
