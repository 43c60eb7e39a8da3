import type { Diagnosis } from './diagnosis';

/** What a catalogue found: a diagnosis whose place is still without its line. */
export interface Found extends Omit<Diagnosis, 'place'> {
  /** Of an exit code: the number. */
  readonly exitCode?: number;
  readonly start: number;
  readonly end: number;
  /** The more exact the words, the higher: whole failures before codes, codes before bare numbers. */
  readonly rank: number;
}
