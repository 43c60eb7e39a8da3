import { commentText } from '../../kernel/text/quote';
import { addressOf, type Endpoint } from '../network';
import type { Closable } from './changesBetween';
import { neighborNames } from './sharedFirewall';

/**
 * An allow list to be compared with another: one address a line, hosts of one domain together. What is closed only after
 * asking who else needs it stands in it as a comment.
 */
export function allowListText(endpoints: readonly Endpoint[], close: readonly Closable[] = []): string {
  const addresses = new Set(endpoints.filter(({ privateEndpoint }) => !privateEndpoint).map(addressOf));
  const lines = [
    ...[...addresses].map((address) => ({ address, line: commentText(address) })),
    ...close.flatMap(({ endpoint, neighbors }) => {
      const address = addressOf(endpoint);
      const who = neighbors.map(({ neighbor }) => neighborNames[neighbor]).join(' or ');
      return neighbors.length === 0
        ? []
        : [{ address, line: `# ${commentText(address)} (ask first: ${who} without a gateway needs it)` }];
    }),
  ];
  return lines
    .sort((a, b) => byDomain(a.address, b.address))
    .map(({ line }) => `${line}\n`)
    .join('');
}

/** Orders addresses so that hosts of one domain stand together. */
export const byDomain = (a: string, b: string): number => (domainFirst(a) < domainFirst(b) ? -1 : 1);

const domainFirst = (address: string): string => address.split('.').reverse().join('.');
