const alphabet = 128;

/**
 * Tells which of many words are in a text, in one pass: the automaton of Aho and Corasick (1975). Searching for each of
 * them costs a pass each, which takes seconds in a log of megabytes.
 */
export class WordIndex {
  /** The next state for each state and character; a character outside ASCII leads to the start. */
  private readonly next: Int32Array;
  private readonly wordAt: Int32Array;
  /** The nearest state that is a suffix of a state and ends a word; 0 for none. */
  private readonly shorter: Int32Array;

  /** Words are in ASCII, and not empty. */
  constructor(private readonly words: readonly string[]) {
    const most = words.reduce((sum, { length }) => sum + length, 1);
    this.next = new Int32Array(most * alphabet);
    this.wordAt = new Int32Array(most).fill(-1);
    this.shorter = new Int32Array(most);
    this.addWords();
    this.link(most);
  }

  /** Those that are in a text. */
  wordsIn(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    const seen = new Uint8Array(this.wordAt.length);
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      state = character < alphabet ? (this.next[state * alphabet + character] ?? 0) : 0;
      if (seen[state] === 0) this.visit(state, seen, found);
    }
    return found;
  }

  private visit(state: number, seen: Uint8Array, found: Set<string>): void {
    for (let each = state; each !== 0 && seen[each] === 0; each = this.shorter[each] ?? 0) {
      seen[each] = 1;
      const word = this.words[this.wordAt[each] ?? -1];
      if (word !== undefined) found.add(word);
    }
  }

  private addWords(): void {
    let states = 1;
    this.words.forEach((word, index) => {
      let state = 0;
      for (let at = 0; at < word.length; at++) {
        const edge = state * alphabet + (word.charCodeAt(at) % alphabet);
        if (this.next[edge] === 0) this.next[edge] = states++;
        state = this.next[edge] ?? 0;
      }
      this.wordAt[state] = index;
    });
  }

  /** Breadth first, so that the suffixes of a state are linked before it. */
  private link(most: number): void {
    const suffix = new Int32Array(most);
    const queue: number[] = [0];
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      const fallback = suffix[state] ?? 0;
      for (let character = 0; character < alphabet; character++) {
        const edge = state * alphabet + character;
        const onward = state === 0 ? 0 : (this.next[fallback * alphabet + character] ?? 0);
        const child = this.next[edge] ?? 0;
        if (child === 0) {
          this.next[edge] = onward;
          continue;
        }
        suffix[child] = onward;
        this.shorter[child] = (this.wordAt[onward] ?? -1) >= 0 ? onward : (this.shorter[onward] ?? 0);
        queue.push(child);
      }
    }
  }
}
