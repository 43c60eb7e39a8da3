import { commentText } from '../scripts/quote';
import { addressOf } from './address';
import type { Difference } from './difference';

/** A difference as lines of a diff, by host name: `+` to open, `-` to close an hour later, a blank for what stays. */
export function differenceText({ open, close, keep }: Difference): string {
  const lines = [
    ...open.map((each) => ({ sign: '+', address: addressOf(each) })),
    ...close.map(({ endpoint }) => ({ sign: '-', address: addressOf(endpoint) })),
    ...keep.map((each) => ({ sign: ' ', address: addressOf(each) })),
  ];
  return lines
    .sort((a, b) => (byDomain(a.address) < byDomain(b.address) ? -1 : 1))
    .map(({ sign, address }) => `${sign} ${commentText(address)}\n`)
    .join('');
}

/** Hosts of one domain stand together. */
const byDomain = (address: string): string => address.split('.').reverse().join('.');
