import type { Severity } from '../../kernel/finding';

export type EditKind = 'gateway' | 'proxy' | 'download' | 'command' | 'encoding';

export interface PatchEdit {
  /** UTF-16 offsets, end exclusive; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Counted from 1, in the original text. */
  readonly line: number;
  /** A sentence for the person who decides. */
  readonly explanation: string;
  readonly kind: EditKind;
}

/** A remark on unchanged text. It never repeats a secret. */
export interface PatchNote {
  /** Stable: `secret.literal`. */
  readonly code: string;
  readonly severity: Severity;
  /** Counted from 1, in the original text. */
  readonly line: number;
  readonly message: string;
}

export interface Patched {
  readonly text: string;
  /** In text order, without overlaps. Empty if nothing has to change. */
  readonly edits: readonly PatchEdit[];
  readonly notes: readonly PatchNote[];
}

export interface Refusal {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}
