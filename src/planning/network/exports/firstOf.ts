/** In order. */
export function firstOf<T>(items: readonly T[], key: (item: T) => string): (readonly [string, T])[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first];
}
