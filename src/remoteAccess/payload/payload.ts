import type { RemoteScript } from '../../kernel/ports';

/** How to start a script: a program, and its input. */
export interface Payload {
  /** Program and arguments, to start without a shell. */
  readonly argv: readonly [string, ...string[]];
  /** `argv` as one line for any login shell. */
  readonly command: string;
  readonly input: string;
  /**
   * The program runs one script after another, prints each exit code, and stops a script when its input ends. Otherwise it
   * runs one script once its input has ended, and exits with its code.
   */
  readonly isSession: boolean;
}

/** Ends an idle session, but not processes that its scripts left running; the end of its input may end those too. */
export const farewell = '- - -\n';

/** Seconds after which the machine stops a script by itself, if the connection is lost. */
export const deadlineSeconds = ({ timeoutMilliseconds }: RemoteScript): number =>
  Math.ceil(timeoutMilliseconds / 1000) + 30;
