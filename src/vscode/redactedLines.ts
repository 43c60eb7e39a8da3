export type Redact = (text: string) => string;
export type LogLevel = 'info' | 'warn' | 'error';

interface Line {
  readonly level: LogLevel;
  readonly text: string;
}

const notShown = (count: number, reason: string): string =>
  `${count} log lines are not shown: the code that removes secrets from them could not be loaded (${reason}).`;

/** Writes each line without its secrets, in order. Lines wait until what removes them is loaded, with the first one. */
export class RedactedLines {
  private redact: Redact | undefined;
  private loading: Promise<void> | undefined;
  private waiting: Line[] = [];

  /** `load` is called again after a failure. */
  constructor(
    private readonly load: () => Promise<Redact>,
    private readonly write: (level: LogLevel, text: string) => void,
  ) {}

  add(level: LogLevel, text: string): void {
    if (this.redact) {
      this.write(level, this.redact(text));
      return;
    }
    this.waiting.push({ level, text });
    this.loading ??= this.load().then(
      (redact) => {
        this.redact = redact;
        for (const line of this.take()) this.write(line.level, redact(line.text));
      },
      (thrown: unknown) => {
        this.loading = undefined;
        const reason = thrown instanceof Error ? thrown.name : typeof thrown;
        this.write('error', notShown(this.take().length, reason));
      },
    );
  }

  /** Never rejects. Settles when all lines so far are written. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.loading]);
  }

  private take(): readonly Line[] {
    const lines = this.waiting;
    this.waiting = [];
    return lines;
  }
}
