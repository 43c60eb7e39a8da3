import { commentText } from '../../kernel/text/quote';
import { addressOf } from '../network';
import { byDomain } from './allowListText';
import type { FirewallChanges } from './changesBetween';

/**
 * A difference as lines of a diff, by host name: `+` to open, `-` to close an hour later, `?` to close only after asking
 * who else needs it, a blank for what stays.
 */
export function firewallChangesText({ open, close, keep }: FirewallChanges): string {
  const lines = [
    ...open.map((each) => ({ sign: '+', address: addressOf(each) })),
    ...close.map(({ endpoint, neighbors }) => ({
      sign: neighbors.length === 0 ? '-' : '?',
      address: addressOf(endpoint),
    })),
    ...keep.map((each) => ({ sign: ' ', address: addressOf(each) })),
  ];
  return lines
    .sort((a, b) => byDomain(a.address, b.address))
    .map(({ sign, address }) => `${sign} ${commentText(address)}\n`)
    .join('');
}
