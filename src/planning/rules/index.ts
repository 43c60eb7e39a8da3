export { checkSite } from './checkSite';
export type { Surroundings } from './surroundings';
