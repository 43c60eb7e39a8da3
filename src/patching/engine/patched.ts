import type { Severity } from '../../kernel/finding';
import type { NoteContent } from './notes';
import type { RefusalReason } from './refusals';

export type EditKind = 'gateway' | 'proxy' | 'download' | 'command' | 'encoding';

export interface PatchEdit {
  /** UTF-16 offsets, end exclusive; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Counts from 1, in the original text. */
  readonly line: number;
  readonly explanation: string;
  readonly kind: EditKind;
}

/** On unchanged text. Never repeats a secret. */
export type PatchNote = NoteContent & {
  readonly severity: Severity;
  /** Counts from 1, in the original text. */
  readonly line: number;
};

export interface Patched {
  readonly text: string;
  /** In text order, without overlaps. Empty if no change is needed. */
  readonly edits: readonly PatchEdit[];
  readonly notes: readonly PatchNote[];
}

export type Refusal = RefusalReason & {
  /** Counts from 1. */
  readonly line: number;
};
