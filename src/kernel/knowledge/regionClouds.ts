import clouds from './data/regionClouds.json';

/** Undefined for the public cloud. */
export const cloudOfRegion = (region: string): string | undefined =>
  clouds.find(({ prefix }) => region.startsWith(prefix))?.cloud;
