import { repeat } from 'lit-html/directives/repeat.js';

/** Moved rows keep their elements, for focus and scroll position. Numbers equal keys. */
export function renderRows<T>(items: readonly T[], keyOf: (item: T) => string, render: (item: T) => unknown): unknown {
  const seen = new Map<string, number>();
  const uniqueKey = (item: T): string => {
    const key = keyOf(item);
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return `${earlier}\n${key}`;
  };
  return repeat(items, uniqueKey, render);
}
