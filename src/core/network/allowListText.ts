import type { Endpoint } from '../plan';
import { commentText } from '../scripts/quote';
import { addressOf } from './address';

/** An allow list to be compared with another: one address a line, hosts of one domain together. */
export const allowListText = (endpoints: readonly Endpoint[]): string =>
  [...new Set(endpoints.filter(({ privateEndpoint }) => !privateEndpoint).map(addressOf))]
    .sort(byDomain)
    .map((address) => `${commentText(address)}\n`)
    .join('');

/** Orders addresses so that hosts of one domain stand together. */
export const byDomain = (a: string, b: string): number => (domainFirst(a) < domainFirst(b) ? -1 : 1);

const domainFirst = (address: string): string => address.split('.').reverse().join('.');
