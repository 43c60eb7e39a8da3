export class Deadline {
  /** Never resolves once cleared. */
  readonly passed: Promise<void>;
  private pass: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private until = 0;
  private left: number | undefined;
  private isCleared = false;

  constructor(milliseconds: number) {
    this.passed = new Promise((resolve) => {
      this.pass = resolve;
    });
    this.restart(milliseconds);
  }

  restart(milliseconds: number): void {
    clearTimeout(this.timer);
    this.left = undefined;
    if (this.isCleared) return;
    this.until = performance.now() + milliseconds;
    this.timer = setTimeout(this.pass, milliseconds);
  }

  hold(): void {
    if (this.left !== undefined) return;
    clearTimeout(this.timer);
    this.left = Math.max(0, this.until - performance.now());
  }

  release(): void {
    if (this.left !== undefined) this.restart(this.left);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.isCleared = true;
  }
}
