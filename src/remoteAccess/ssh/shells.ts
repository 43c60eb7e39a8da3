import { setTimeout as delay } from 'node:timers/promises';
import { cancelled } from '../../kernel/errors';
import type { RemoteScript } from '../../kernel/ports';
import { runPayload } from '../process/runPayload';
import type { Shell } from '../process/shell';

/** How long a shell is kept for the next script. */
const keptMilliseconds = 600_000;
/** Most that are kept; each is a process here and a connection. */
const most = 256;
/** Who has waited for longer is asked first whether it is there: ssh itself may not have noticed yet that nobody is. */
const trustedMilliseconds = 15_000;
const thereMilliseconds = 3000;
/** What one that shall go is given to go by itself. */
const leaveMilliseconds = 400;
const nothing: RemoteScript = {
  title: 'see whether it is there',
  shell: 'bash',
  text: ':',
  isElevated: false,
  timeoutMilliseconds: thereMilliseconds,
  outputLimit: 0,
};

/** Shells on machines that wait for their next script, each behind a connection of its own. */
export class Shells {
  private readonly waiting = new Map<Shell, Waiting>();
  private isClosed = false;

  /** A shell that was started with these arguments and takes a script at once; nobody else gets it until it is kept. */
  async take(args: readonly string[], signal: AbortSignal): Promise<Shell | undefined> {
    const key = keyOf(args);
    for (const [shell, waiting] of this.waiting) {
      if (waiting.key !== key) continue;
      this.forget(shell);
      if (performance.now() - waiting.since < trustedMilliseconds || (await isThere(shell, signal))) return shell;
      if (signal.aborted) throw cancelled();
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

/** Ends it when it is not. */
async function isThere(shell: Shell, signal: AbortSignal): Promise<boolean> {
  const keep = (): void => undefined;
  const way = { shellFor: () => shell, keep, startMilliseconds: thereMilliseconds };
  const { kind } = await runPayload(nothing, way, signal);
  return kind === 'ran';
}
