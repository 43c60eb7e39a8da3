/**
 * Caches a function of one immutable object for the object’s lifetime. Mark calls at module level `@__PURE__`, so that
 * chunks drop unused ones.
 */
export function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = values.get(key) ?? { value: compute(key) };
    values.set(key, known);
    return known.value;
  };
}

/** Caches the last value; compares arguments with `Object.is`. */
export function memoizeLast<A extends readonly unknown[], V>(compute: (...args: A) => V): (...args: A) => V {
  let last: { readonly args: A; readonly value: V } | undefined;
  return (...args) => {
    const isSame = last?.args.every((each, index) => Object.is(each, args[index])) ?? false;
    if (!last || !isSame) last = { args, value: compute(...args) };
    return last.value;
  };
}
