import type { Result } from '../../../../src/kernel/result';
import { noteText } from '../../../../src/patching/engine/notes';
import { refusalText } from '../../../../src/patching/engine/refusals';
import type { Patched, Refusal } from '../../../../src/patching/engine/patched';

type Outcome = Result<Patched, readonly Refusal[]>;

/** An outcome as a text that people can review: what is changed and noted at which line, then the patched script. */
export function reportOf(outcome: Outcome): string {
  if (!outcome.ok)
    return ['REFUSED', ...outcome.error.map((refusal) => `${refusal.line} ${refusal.code}`), ''].join('\n');
  const { edits, notes, text } = outcome.value;
  return [
    `PATCHED, ${edits.length} edits`,
    ...edits.map(({ line, kind }) => `${line} ${kind}`),
    ...notes.map(({ line, severity, code }) => `${line} ${severity} ${code}`),
    '-'.repeat(80),
    text,
  ].join('\n');
}

/** Each sentence that is said of scripts, once, with the lines of which it is said: `  onboard.sh:12`. */
export function sentencesOf(outcomes: ReadonlyMap<string, Outcome>): string {
  const places = new Map<string, string[]>();
  for (const [name, outcome] of outcomes) {
    if (!outcome.ok) {
      for (const refusal of outcome.error) add(`${refusal.code}: ${refusalText(refusal)}`, name, refusal.line);
      continue;
    }
    for (const { line, kind, explanation } of outcome.value.edits) add(`${kind}: ${explanation}`, name, line);
    for (const note of outcome.value.notes) add(`${note.code}: ${noteText(note)}`, name, note.line);
  }
  const sections = [...places].map(([sentence, lines]) =>
    [sentence, ...lines.map((each) => `  ${each}`), ''].join('\n'),
  );
  return sections.sort().join('\n');

  function add(sentence: string, name: string, line: number): void {
    places.set(sentence, [...(places.get(sentence) ?? []), `${name}:${line}`]);
  }
}
