import { farewell } from '../payload/payload';
import { type ProcessRequest, type StartedProcess, startProcess } from './startProcess';

type Listener = Pick<ProcessRequest, 'onStdout' | 'onStderr'>;

const deaf: Listener = { onStdout: () => undefined, onStderr: () => undefined };

/** A program that takes scripts. What it prints goes to whoever runs one just then. */
export class Shell {
  readonly process: StartedProcess;
  /** What the program was started with. */
  readonly args: readonly string[];
  private listener = deaf;

  constructor(request: Omit<ProcessRequest, keyof Listener>) {
    this.args = request.args;
    this.process = startProcess({
      ...request,
      onStdout: (chunk) => {
        this.listener.onStdout(chunk);
      },
      onStderr: (chunk) => {
        this.listener.onStderr(chunk);
      },
    });
  }

  listen(listener: Listener = deaf): void {
    this.listener = listener;
  }

  /** Ends a session that waits for a script; what its scripts left running stays. */
  async leave(): Promise<void> {
    this.process.write(farewell);
    this.process.closeInput();
    await this.process.ended;
  }
}
