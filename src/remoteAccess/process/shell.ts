import { farewell } from '../payload/payload';
import { type ProcessRequest, type StartedProcess, startProcess } from './startProcess';

type Listener = Pick<ProcessRequest, 'onStdout' | 'onStderr'>;

const deaf: Listener = { onStdout: () => undefined, onStderr: () => undefined };

/** Output goes to the current listener. */
export class Shell {
  readonly process: StartedProcess;
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

  /** Ends an idle session, but not processes left running. */
  async leave(): Promise<void> {
    this.process.write(farewell);
    this.process.closeInput();
    await this.process.ended;
  }
}
