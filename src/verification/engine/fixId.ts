import type data from './data/fixes.json';

export type FixId = keyof typeof data.fixes;
