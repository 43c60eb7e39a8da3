import type { Severity } from '../../kernel/finding';

/** One way to read what was found; a code that means several things has several. */
export interface Meaning {
  /** In which case it means this: `On Linux`. Absent when there is no other meaning. */
  readonly when?: string;
  readonly cause: string;
  readonly fix: string;
  /** A page and its date. */
  readonly source: string;
}

/** Where something stands in a text. */
export interface Place {
  /** The first line is 1. */
  readonly line: number;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The line it is in, or the part of a long one around it. */
  readonly excerpt: string;
}

/** Something known about a text: an error code, an exit code, or the words of a known failure. */
export interface Diagnosis {
  /** Stable: `AZCM0026`, `exit.42`, `proxy.refused`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** At least one. */
  readonly meanings: readonly Meaning[];
  /** Where it stands first. */
  readonly place: Place;
  /** In how many lines it stands; counting ends at `mostLines`. */
  readonly lines: number;
}

export const mostLines = 1000;
