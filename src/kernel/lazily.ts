/** A function whose value is made by its first call, once. */
export interface Lazy<T> {
  (): Promise<T>;
  /** The value, or the attempt to make it; undefined before the first call. */
  readonly made: Promise<T> | undefined;
}

/** Makes a value when it is first needed. A failure is not kept: the next call tries again. */
export function lazily<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    if (made) return made;
    const attempt = make();
    made = attempt;
    attempt.catch(() => {
      if (made === attempt) made = undefined;
    });
    return attempt;
  };
  return Object.defineProperty(get, 'made', { get: () => made }) as Lazy<T>;
}
