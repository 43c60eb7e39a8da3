import { setTimeout as delay } from 'node:timers/promises';
import { canceled } from '../../kernel/errors';
import { scriptTitles } from '../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../kernel/ports';
import { runPayload } from '../process/runPayload';
import type { Shell } from '../process/shell';

const keptMilliseconds = 600_000;
/** Each is a process and a connection. */
const most = 256;
/** Shells idle longer are checked first: ssh may not have noticed a lost connection. */
const trustedMilliseconds = 15_000;
const thereMilliseconds = 3000;
/** Before a kill. */
const leaveMilliseconds = 400;
const nothing: RemoteScript = {
  title: scriptTitles.checkConnection,
  shell: 'bash',
  text: ':',
  isElevated: false,
  timeoutMilliseconds: thereMilliseconds,
  outputLimit: 0,
};

export class Shells {
  private readonly waiting = new Map<Shell, Waiting>();
  private isClosed = false;

  /** Owned by the caller until `keep`. */
  async take(args: readonly string[], signal: AbortSignal): Promise<Shell | undefined> {
    const key = keyOf(args);
    for (const [shell, waiting] of this.waiting) {
      if (waiting.key !== key) continue;
      this.forget(shell);
      if (performance.now() - waiting.since < trustedMilliseconds || (await isThere(shell, signal))) return shell;
      if (signal.aborted) throw canceled();
    }
    return undefined;
  }

  keep(shell: Shell): void {
    const [first] = this.waiting.keys();
    if (first && this.waiting.size >= most) void this.close(first);
    const timer = setTimeout(() => void this.close(shell), keptMilliseconds).unref();
    this.waiting.set(shell, { key: keyOf(shell.args), since: performance.now(), timer });
    const forget = (): void => {
      this.forget(shell);
    };
    shell.process.ended.then(forget, forget);
    if (this.isClosed) void this.close(shell);
  }

  async closeAll(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.waiting.keys()].map((shell) => this.close(shell)));
  }

  private async close(shell: Shell): Promise<void> {
    this.forget(shell);
    const left = shell.leave().catch(() => undefined);
    await Promise.race([left, delay(leaveMilliseconds, undefined, { ref: false })]);
    await shell.process.kill();
  }

  private forget(shell: Shell): void {
    clearTimeout(this.waiting.get(shell)?.timer);
    this.waiting.delete(shell);
  }
}

interface Waiting {
  readonly key: string;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

const keyOf = (args: readonly string[]): string => args.join('\0');

/** Ends the shell if not. */
async function isThere(shell: Shell, signal: AbortSignal): Promise<boolean> {
  const keep = (): void => undefined;
  const way = { shellFor: () => shell, keep, startMilliseconds: thereMilliseconds };
  const { kind } = await runPayload(nothing, way, signal);
  return kind === 'ran';
}
