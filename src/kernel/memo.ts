/** Caches per immutable object. Mark module-level calls `@__PURE__` for tree shaking. */
export function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = values.get(key) ?? { value: compute(key) };
    values.set(key, known);
    return known.value;
  };
}

/** Compares arguments with `Object.is`. */
export function memoizeLast<A extends readonly unknown[], V>(compute: (...args: A) => V): (...args: A) => V {
  let last: { readonly args: A; readonly value: V } | undefined;
  return (...args) => {
    const isSame = last?.args.every((each, index) => Object.is(each, args[index])) ?? false;
    if (!last || !isSame) last = { args, value: compute(...args) };
    return last.value;
  };
}

const mostResults = 1000;

/**
 * Caches by what the arguments hold, for plain values that come again and again in other objects: `compute` must tell
 * nothing apart that JSON doesn’t. Forgets everything when there are too many.
 */
export function memoizeByValue<A extends readonly unknown[], V>(compute: (...args: A) => V): (...args: A) => V {
  const values = new Map<string, { readonly value: V }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = values.get(key);
    if (known) return known.value;
    if (values.size >= mostResults) values.clear();
    const value = compute(...args);
    values.set(key, { value });
    return value;
  };
}
