/** Does something soon after it is asked to, at once or at the end of an interval, and never more often than that. */
export class Paced {
  private timer: NodeJS.Timeout | undefined;
  private last = -Infinity;

  constructor(
    private readonly milliseconds: number,
    private readonly work: () => void,
  ) {}

  soon(): void {
    if (this.timer) return;
    const wait = this.last + this.milliseconds - performance.now();
    if (wait <= 0) this.now();
    else this.timer = setTimeout(() => this.now(), wait);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private now(): void {
    this.dispose();
    this.last = performance.now();
    this.work();
  }
}
