import data from './data/regions.json';

/** A region of the Azure public cloud. */
export interface Region {
  /** `westeurope` */
  readonly name: string;
  readonly display: string;
}

/** The label before `.his.arc.azure.com`; it can’t be derived from the region’s name. */
export interface HisCode {
  readonly code: string;
  /** Confirmed within the last year. */
  readonly isRecent: boolean;
  readonly source: string;
}

/** By display name, without restricted regions, which are accepted but not offered. */
export const regions: readonly Region[] = data.regions
  .filter((region) => !region.restricted)
  .map(({ name, display }) => ({ name, display }))
  .sort((a, b) => (a.display < b.display ? -1 : 1));

const find = (name: string) => data.regions.find((region) => region.name === name);

export const isKnownRegion = (name: string): boolean => find(name) !== undefined;

/** The page that lists regions, with the date of the region that was checked longest ago. */
export const regionsSource = oldestSource(data.regions);

function oldestSource(rows: readonly { readonly source: string; readonly asOf: string }[]): string {
  const { source = '', asOf = '' } = rows.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))[0] ?? {};
  return `${source} (${asOf})`;
}

/** `West Europe`, or the short name of an unknown region. */
export const displayRegion = (name: string): string => find(name)?.display ?? name;

/** Undefined unless published. */
export function hisCode(region: string): HisCode | undefined {
  const his = find(region)?.his;
  if (!his) return undefined;
  return { code: his.code, isRecent: his.confidence === 'high', source: `${his.source} (${his.asOf})` };
}

/** Where the service itself returns a region’s host, without sign-in. */
export const hisDiscoveryUrl = (region: string): string => data.discovery.url.replace('<region>', region);

export const hisDiscoverySource = `${data.discovery.source} (${data.discovery.asOf})`;

/** The cloud of a region outside the public cloud. */
export const cloudOfRegion = (region: string): string | undefined =>
  data.otherClouds.find(({ prefix }) => region.startsWith(prefix))?.cloud;
