import type { RemoteScript } from '../../kernel/ports';

export interface Payload {
  readonly argv: readonly [string, ...string[]];
  /** `argv` as one line for any login shell. */
  readonly command: string;
  readonly input: string;
  /**
   * If true, runs scripts in turn, prints each exit code, and stops a script when input ends.
   * Otherwise, runs one script after input ends, and exits with its code.
   */
  readonly isSession: boolean;
}

/** Ends an idle session, but not processes left running; closing the input might end those too. */
export const farewell = '- - -\n';

/** The machine ends the script even if the connection is lost. */
export const deadlineSeconds = ({ timeoutMilliseconds }: RemoteScript): number =>
  Math.ceil(timeoutMilliseconds / 1000) + 30;
