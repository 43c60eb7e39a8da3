export interface Lazy<T> {
  (): Promise<T>;
  /** Undefined before the first call. */
  readonly made: Promise<T> | undefined;
}

/** Runs `make` once, on the first call; retries after a failure. */
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
