const token = /[\w.-]+/g;

/** Searches for many paths in one pass. */
export class PathMentions {
  private readonly paths = new Set<string>();
  /** By a path's last word: its offset in each path ending with it. */
  private readonly shapes = new Map<string, Map<string, { readonly before: number; readonly length: number }>>();

  get size(): number {
    return this.paths.size;
  }

  add(path: string): void {
    if (this.paths.has(path)) return;
    this.paths.add(path);
    const last = Array.from(path.matchAll(token)).at(-1);
    if (!last) return;
    const shapes = this.shapes.get(last[0]) ?? new Map<string, { before: number; length: number }>();
    shapes.set(`${last.index} ${path.length}`, { before: last.index, length: path.length });
    this.shapes.set(last[0], shapes);
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** True for a whole path, not a prefix of a longer name. */
  isIn(text: string): boolean {
    if (this.paths.size === 0) return false;
    for (const { 0: word, index } of text.matchAll(token))
      for (const { before, length } of this.shapes.get(word)?.values() ?? [])
        if (index >= before && this.paths.has(text.slice(index - before, index - before + length))) return true;
    return false;
  }
}
