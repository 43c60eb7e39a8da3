import type { Span } from './syntaxTree';

/** Binary search; `holds` must be true for a prefix only. */
export function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spans may overlap. */
export function containment(spans: readonly Span[]): (inner: Span) => boolean {
  let furthest = 0;
  const sorted = spans
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      furthest = Math.max(furthest, end);
      return { start, end: furthest };
    });
  return ({ start, end }) => {
    const last = sorted[countWhile(sorted, (each) => each.start <= start) - 1];
    return last !== undefined && end <= last.end;
  };
}

/** Spans may overlap. */
export function overlapping(spans: readonly Span[]): (other: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  let furthest = 0;
  const reach = sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => start < (reach[countWhile(sorted, (each) => each.start < end) - 1] ?? 0);
}

/** The innermost span containing another. Spans must be nested or disjoint. */
export function innermost(spans: readonly Span[]): (inner: Span) => Span | undefined {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const open: number[] = [];
  const outer = sorted.map(({ end }, index) => {
    while ((sorted[open.at(-1) ?? -1]?.end ?? Infinity) < end) open.pop();
    const around = open.at(-1);
    open.push(index);
    return around;
  });
  return ({ start, end }) => {
    let index: number | undefined = countWhile(sorted, (each) => each.start <= start) - 1;
    while (index !== undefined && (sorted[index]?.end ?? Infinity) < end) index = outer[index];
    return index === undefined ? undefined : sorted[index];
  };
}
