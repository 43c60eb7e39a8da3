import data from './data/regions.json';

/** Azure public cloud. */
export interface Region {
  /** `westeurope` */
  readonly name: string;
  readonly display: string;
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
