import type { PlacedEdit } from './editMap';
import type { PatchEdit } from './patched';
import { containment } from './spans';
import type { Span } from './syntaxTree';

export class InsertedWords {
  private readonly found = new Map<PatchEdit, { readonly placed: PlacedEdit; readonly words: Span[] }>();
  private readonly exact = new Set<PatchEdit>();
  private readonly words: Span[] = [];
  private isInWord: ((edit: Span) => boolean) | undefined;

  addWord(word: Span, edit: PatchEdit | undefined): void {
    this.words.push(word);
    if (edit?.start === word.start && edit.end === word.end) this.exact.add(edit);
  }

  addInserted(word: Span, placed: PlacedEdit): void {
    const known = this.found.get(placed.edit);
    if (known) known.words.push(word);
    else this.found.set(placed.edit, { placed, words: [word] });
  }

  /** True if the edit is read as intended: whole words with separators, a replaced word, or part of a word. */
  isRead(edit: PatchEdit): boolean {
    const { placed, words } = this.found.get(edit) ?? { words: [] };
    if (!placed) {
      this.isInWord ??= containment(this.words);
      return edit.start < edit.end && (edit.replacement === '' || this.isInWord(edit));
    }
    if (this.exact.has(edit)) return words.some(({ start, end }) => start === placed.start && end === placed.end);
    let at = placed.start;
    let rest = '';
    for (const { start, end } of words.toSorted((a, b) => a.start - b.start)) {
      if (start > at) rest += edit.replacement.slice(at - placed.start, start - placed.start);
      at = Math.max(at, end);
    }
    rest += edit.replacement.slice(at - placed.start);
    return !/["']/.test(rest);
  }
}
