/** Who is told of changes. The type of `event` is that of VS Code, which unit tests do not have. */
export class Listeners<T> {
  private readonly listeners = new Set<(value: T) => void>();
  private readonly queue: T[] = [];

  /** `onError` gets what a listener throws; the others are told all the same. */
  constructor(private readonly onError: (thrown: unknown) => void) {}

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    // One function may listen twice.
    const own = (value: T): void => {
      listener(value);
    };
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  };

  /** What a listener causes is told when all have heard of its cause. */
  tell(value: T): void {
    if (this.queue.push(value) > 1) return;
    for (const each of this.queue) {
      for (const listener of [...this.listeners]) this.call(listener, each);
    }
    this.queue.length = 0;
  }

  dispose(): void {
    this.listeners.clear();
  }

  private call(listener: (value: T) => void, value: T): void {
    try {
      listener(value);
    } catch (thrown) {
      this.onError(thrown);
    }
  }
}
