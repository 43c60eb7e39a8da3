/** Runs immediately, then at most once per interval. */
export class Throttled {
  private timer: NodeJS.Timeout | undefined;
  private last = -Infinity;

  constructor(
    private readonly milliseconds: number,
    private readonly work: () => void,
  ) {}

  trigger(): void {
    if (this.timer) return;
    const wait = this.last + this.milliseconds - performance.now();
    if (wait <= 0) this.run();
    else this.timer = setTimeout(() => this.run(), wait);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private run(): void {
    this.dispose();
    this.last = performance.now();
    this.work();
  }
}
