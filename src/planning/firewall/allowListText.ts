import { alternatives } from '../../kernel/text/phrases';
import { commentText } from '../../kernel/text/quote';
import { addressOf, type Endpoint } from '../network';
import { closeAfterHours } from '../../kernel/knowledge/closingRules';
import type { FirewallChanges } from './changesBetween';
import { neighborNames } from './sharedFirewall';

/** For a diff: one address per line, by domain, English. Entries to ask about before closing are comments. */
export function allowListText(
  endpoints: readonly Endpoint[],
  { close, closeAfterHours, proofs }: Pick<FirewallChanges, 'close' | 'closeAfterHours' | 'proofs'> = nothingCloses,
): string {
  const addresses = new Set(endpoints.filter(({ privateEndpoint }) => !privateEndpoint).map(addressOf));
  const lines = [
    ...[...addresses].map((address) => ({ address, line: commentText(address) })),
    ...close.flatMap(({ endpoint, neighbors }) => {
      const address = addressOf(endpoint);
      const who = alternatives(
        neighbors.map(({ neighbor }) => neighborNames[neighbor]),
        'en',
      );
      return neighbors.length === 0
        ? []
        : [{ address, line: `# ${commentText(address)} (ask first: needed by ${who} without a gateway)` }];
    }),
  ];
  const head = close.length === 0 ? [] : closingComments(closeAfterHours, proofs);
  return lines
    .sort((a, b) => byDomain(a.address, b.address))
    .map(({ line }) => `${line}\n`)
    .reduce((text, line) => text + line, head.map((each) => `# ${commentText(each)}\n`).join(''));
}

const nothingCloses = { close: [], closeAfterHours, proofs: [] };

const closingComments = (hours: number, proofs: FirewallChanges['proofs']): readonly string[] => [
  `Close what is no longer here at the earliest ${hours} h after the switch.`,
  ...proofs.map(({ message }) => message),
];

/** Sort order. */
export const byDomain = (a: string, b: string): number => (domainFirst(a) < domainFirst(b) ? -1 : 1);

const domainFirst = (address: string): string => address.split('.').reverse().join('.');
