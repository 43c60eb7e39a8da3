import type { Severity } from '../../kernel/finding';

/** What an edit is for. */
export type EditKind = 'gateway' | 'proxy' | 'download' | 'command' | 'encoding';

/** One replacement in the script as it was given. */
export interface PatchEdit {
  /** UTF-16 offsets into the given text, end exclusive; equal where text is only inserted. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Counted from 1, in the given text. */
  readonly line: number;
  /** One sentence for the person who decides. */
  readonly explanation: string;
  readonly kind: EditKind;
}

/** Something to know about the script that is not changed. It never repeats a secret. */
export interface PatchNote {
  /** Stable: `secret.literal`. */
  readonly code: string;
  readonly severity: Severity;
  /** Counted from 1, in the given text. */
  readonly line: number;
  readonly message: string;
}

export interface Patched {
  readonly text: string;
  /** In the order of the text; no two overlap. Empty when the script is as it should be. */
  readonly edits: readonly PatchEdit[];
  readonly notes: readonly PatchNote[];
}

/** Why a script is not patched: what cannot be done with certainty is not done. */
export interface Refusal {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}
