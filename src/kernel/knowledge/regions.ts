import data from './data/regions.json';

/** Azure public cloud. */
export interface Region {
  /** `westeurope` */
  readonly name: string;
  readonly display: string;
}

/** The label before `.his.arc.azure.com`; can’t be derived from the region’s name. */
export interface HisCode {
  readonly code: string;
  /** Confirmed within the last year. */
  readonly isRecent: boolean;
  readonly source: string;
}

/** By display name; restricted regions are accepted but not offered. */
export const regions: readonly Region[] = data.regions
  .filter((region) => !region.restricted)
  .map(({ name, display }) => ({ name, display }))
  .sort((a, b) => (a.display < b.display ? -1 : 1));

const byName = new Map(data.regions.map((region) => [region.name, region]));
const find = (name: string) => byName.get(name);

export const isKnownRegion = (name: string): boolean => find(name) !== undefined;

/** With the date of most rows; newer ones have their own. */
export const regionsSource = `${data.source} (${data.asOf})`;

/** Falls back to the short name. */
export const displayRegion = (name: string): string => find(name)?.display ?? name;

/** Undefined unless published. */
export function hisCode(region: string): HisCode | undefined {
  const his = find(region)?.his;
  if (!his) return undefined;
  return { code: his.code, isRecent: his.confidence === 'high', source: `${his.source} (${his.asOf})` };
}

/** No sign-in needed. */
export const hisDiscoveryUrl = (region: string): string => data.discovery.url.replace('<region>', region);

/** Returns the hosts behind `notificationWildcard`. No sign-in needed. */
export const notificationHostsUrl = (region: string): string => data.notifications.url.replace('<region>', region);

export const notificationWildcard = data.notifications.wildcard;

export const hisDiscoverySource = `${data.discovery.source} (${data.discovery.asOf})`;

/** Undefined for the public cloud. */
export const cloudOfRegion = (region: string): string | undefined =>
  data.otherClouds.find(({ prefix }) => region.startsWith(prefix))?.cloud;
