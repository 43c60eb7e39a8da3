import type { Result } from '../../../../src/kernel/result';
import type { Patched, Refusal } from '../../../../src/patching/engine/patched';

/** An outcome as a text that people can review: what was said, then the patched script. */
export function reportOf(outcome: Result<Patched, readonly Refusal[]>): string {
  if (!outcome.ok) return ['REFUSED', ...outcome.error.map(({ line, reason }) => `${line}: ${reason}`), ''].join('\n');
  const { edits, notes, text } = outcome.value;
  return [
    `PATCHED, ${edits.length} edits`,
    ...edits.map(({ line, kind, explanation }) => `${line} ${kind}: ${explanation}`),
    ...notes.map(({ line, severity, code, message }) => `${line} ${severity} ${code}: ${message}`),
    '-'.repeat(80),
    text,
  ].join('\n');
}
