import data from './data/regions.json';

/** A region of the Azure public cloud, as the choice of a region offers it. */
export interface Region {
  /** Short name as commands take it: `westeurope`. */
  readonly name: string;
  readonly display: string;
}

/** The word in front of `.his.arc.azure.com`. It cannot be derived from the region's name. */
export interface HisCode {
  readonly code: string;
  /** Seen on a page or in an output of the last year; if not, it is worth asking the service before relying on it. */
  readonly isRecent: boolean;
  readonly source: string;
}

/** Regions anyone may use, by display name. Those open to few customers are accepted when typed, but not offered. */
export const regions: readonly Region[] = data.regions
  .filter((region) => !region.restricted)
  .map(({ name, display }) => ({ name, display }))
  .sort((a, b) => (a.display < b.display ? -1 : 1));

const find = (name: string) => data.regions.find((region) => region.name === name);

export const isKnownRegion = (name: string): boolean => find(name) !== undefined;

/** The day since which no region of our list was looked at again. */
export const regionsAsOf: string = data.regions.map(({ asOf }) => asOf).reduce((a, b) => (a < b ? a : b));

/** `West Europe`; the short name itself for a region we do not know. */
export const displayRegion = (name: string): string => find(name)?.display ?? name;

/** Absent where no published source names the code; it is never guessed. */
export function hisCode(region: string): HisCode | undefined {
  const his = find(region)?.his;
  if (!his) return undefined;
  return { code: his.code, isRecent: his.confidence === 'high', source: `${his.source} (${his.asOf})` };
}

/** Where the service itself says which host a region has; answers without a sign-in. */
export const hisDiscoveryUrl = (region: string): string => data.discovery.url.replace('<region>', region);

/** Where that request is found. */
export const hisDiscoverySource = `${data.discovery.source} (${data.discovery.asOf})`;

/** The name of the cloud a region belongs to when that is not the public one. */
export const cloudOfRegion = (region: string): string | undefined =>
  data.otherClouds.find(({ prefix }) => region.startsWith(prefix))?.cloud;
