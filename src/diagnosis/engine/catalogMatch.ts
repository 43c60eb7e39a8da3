import type { Diagnosis } from './diagnosis';

/** A diagnosis without its line. */
export interface CatalogMatch extends Omit<Diagnosis, 'location'> {
  readonly exitCode?: number;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Higher is more specific: known failures before codes, codes before bare exit codes. */
  readonly rank: number;
}
