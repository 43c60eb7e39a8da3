/**
 * A function of one object that keeps its value for as long as the object lives. The object must not change. A call at
 * the top of a file is marked `@__PURE__`, so that a chunk leaves out what it does not use.
 */
export function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = values.get(key) ?? { value: compute(key) };
    values.set(key, known);
    return known.value;
  };
}

/** A function that keeps its last value, and computes another one when an argument is not the same (`Object.is`). */
export function memoizeLast<A extends readonly unknown[], V>(compute: (...args: A) => V): (...args: A) => V {
  let last: { readonly args: A; readonly value: V } | undefined;
  return (...args) => {
    const isSame = last?.args.every((each, index) => Object.is(each, args[index])) ?? false;
    if (!last || !isSame) last = { args, value: compute(...args) };
    return last.value;
  };
}
