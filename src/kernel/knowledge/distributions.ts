import { lookUp } from '../lookUp';
import data from './data/clusterDistributions.json';

/** Ids of distributions, as Azure writes them, by what people call them. */
export const distributionTitles = data.titles;

/** Falls back to what Azure says. */
export const displayDistribution = (id: string): string => lookUp(distributionTitles, id.toLowerCase()) ?? id;
