import { commentText } from '../../kernel/text/quote';
import { addressOf } from '../network';
import { byDomain } from './allowListText';
import type { FirewallChanges } from './changesBetween';

/** `+` open, `-` close an hour later, `?` ask before closing, blank: keep. */
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
