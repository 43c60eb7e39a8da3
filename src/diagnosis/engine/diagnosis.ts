import type { Severity } from '../../kernel/finding';

/** An ambiguous code has several. Texts are in the display language. */
export interface Meaning {
  /** `On Linux`; absent when there is only one meaning. */
  readonly when?: string;
  readonly cause: string;
  readonly fix: string;
  /** A page and its date. */
  readonly source: string;
}

export interface TextLocation {
  /** Counted from 1. */
  readonly line: number;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The line, or a part of a long one. */
  readonly excerpt: string;
}

/** An error code, an exit code, or the words of a known failure. */
export interface Diagnosis {
  /** Stable: `AZCM0026`, `exit.42`, `proxy.refused`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** At least one. */
  readonly meanings: readonly Meaning[];
  /** The hosts that its lines name, at most 10; absent for none. */
  readonly hosts?: readonly string[];
  /** The first occurrence. */
  readonly location: TextLocation;
  /** Lines that contain it, at most `mostLines`. */
  readonly lines: number;
}

export const mostLines = 1000;
