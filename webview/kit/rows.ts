import { repeat } from 'lit-html/directives/repeat.js';

/**
 * Renders a list whose rows keep their elements wherever they move, and with them focus, caret and scrolling. Items with
 * the same key are told apart by their order.
 */
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
