import { covers, parsePattern, type Pattern } from '../../kernel/hostPattern';

/** Lookup time depends on the number of labels, not on the tens of thousands of items. */
export class HostIndex<T> {
  /** Without `*`, by port and name. */
  private readonly exact = new Map<string, number[]>();
  /** `*.x`, by port and `x`. */
  private readonly open = new Map<string, number[]>();
  /** `*` within a label; few. */
  private readonly others: number[] = [];
  private readonly patterns: readonly string[];

  constructor(
    private readonly items: readonly T[],
    patternOf: (item: T) => string,
  ) {
    this.patterns = items.map(patternOf);
    for (const [index, text] of this.patterns.entries()) {
      const pattern = parsePattern(text);
      const key = keyOf(pattern, 0);
      if (pattern.labels.some((label) => label.includes('*'))) this.others.push(index);
      else add(pattern.isOpen ? this.open : this.exact, key, index);
    }
  }

  /** In their original order. */
  covering(text: string): readonly T[] {
    return this.indexes(text)
      .sort((a, b) => a - b)
      .flatMap((index) => this.items.slice(index, index + 1));
  }

  first(text: string): T | undefined {
    return this.covering(text)[0];
  }

  private indexes(text: string): number[] {
    const pattern = parsePattern(text);
    const found = this.others.filter((index) => covers(this.patterns[index] ?? '', text));
    if (!pattern.isOpen) found.push(...(this.exact.get(keyOf(pattern, 0)) ?? []));
    for (let extra = pattern.isOpen ? 0 : 1; extra < pattern.labels.length; extra++) {
      if (pattern.labels[extra - 1] === '') break;
      found.push(...(this.open.get(keyOf(pattern, extra)) ?? []));
    }
    return found;
  }
}

const keyOf = ({ labels, port }: Pattern, from: number): string => `${port} ${labels.slice(from).join('.')}`;

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}
