import type { RemoteScript } from '../../core';

/** A script on its way: the program that takes it, and what that program reads. */
export interface Payload {
  /** The program and its arguments, for a process that is started without a shell. */
  readonly argv: readonly [string, ...string[]];
  /** The same as one line for the login shell of another machine, whichever that is. */
  readonly command: string;
  readonly input: string;
  /**
   * Whether the end of the input means that nobody waits for the script any more, so that it is ended. Otherwise the
   * input has to end for the script to begin.
   */
  readonly watchesInput: boolean;
}

/** Seconds after which the machine ends a script by itself, when nobody is there any more to end it. */
export const deadlineSeconds = ({ timeoutMilliseconds }: RemoteScript): number =>
  Math.ceil(timeoutMilliseconds / 1000) + 30;
