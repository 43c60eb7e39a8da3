import { lookUp } from '../lookUp';
import data from './data/regionalHosts.json';

/** The label before `.his.arc.azure.com`; can’t be derived from the region’s name. */
export interface HisCode {
  readonly code: string;
  /** Confirmed within the last year. */
  readonly isRecent: boolean;
  readonly source: string;
}

/** Undefined unless published. */
export function hisCode(region: string): HisCode | undefined {
  const his = lookUp(data.hisCodes, region);
  if (!his) return undefined;
  return { code: his.code, isRecent: his.confidence === 'high', source: `${his.source} (${his.asOf})` };
}

/** No sign-in needed. */
export const hisDiscoveryUrl = (region: string): string => data.discovery.url.replace('<region>', region);

/** Returns the hosts behind `notificationWildcard`. No sign-in needed. */
export const notificationHostsUrl = (region: string): string => data.notifications.url.replace('<region>', region);

export const notificationWildcard = data.notifications.wildcard;

export const hisDiscoverySource = `${data.discovery.source} (${data.discovery.asOf})`;
