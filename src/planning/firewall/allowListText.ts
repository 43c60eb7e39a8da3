import { alternatives } from '../../kernel/text/phrases';
import { commentText } from '../../kernel/text/quote';
import { addressOf, type Endpoint } from '../network';
import type { Closable } from './changesBetween';
import { neighborNames } from './sharedFirewall';

/** For a diff: one address per line, by domain, English. Entries to ask about before closing are comments. */
export function allowListText(endpoints: readonly Endpoint[], close: readonly Closable[] = []): string {
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
  return lines
    .sort((a, b) => byDomain(a.address, b.address))
    .map(({ line }) => `${line}\n`)
    .join('');
}

/** Sort order. */
export const byDomain = (a: string, b: string): number => (domainFirst(a) < domainFirst(b) ? -1 : 1);

const domainFirst = (address: string): string => address.split('.').reverse().join('.');
