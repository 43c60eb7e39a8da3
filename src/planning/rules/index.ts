export { checkTopology } from './checkTopology';
export type { Surroundings } from './surroundings';
