import { repeat } from 'lit-html/directives/repeat.js';

/** Rows keep their elements when they move, so focus and scroll position stay. Equal keys are numbered. */
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
