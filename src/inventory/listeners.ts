/** An event emitter for unit tests without VS Code. */
export class Listeners<T> {
  private readonly listeners = new Set<(value: T) => void>();
  private readonly queue: T[] = [];

  /** The other listeners still run after an exception. */
  constructor(private readonly onError: (thrown: unknown) => void) {}

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    // Lets a function be registered twice.
    const own = (value: T): void => {
      listener(value);
    };
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  };

  /** Nested events are delivered after the current one. */
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
