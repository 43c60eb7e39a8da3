import type { Finding, Topology } from '../topology';

/** One thing to know about a topology that is valid as a document; undefined or empty where it does not apply. */
export type Rule = (topology: Topology) => Finding | readonly Finding[] | undefined;
