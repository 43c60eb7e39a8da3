import type { RemoteScript } from '../../kernel/ports';

/** A script on its way: the program that takes it, and what that program reads. */
export interface Payload {
  /** The program and its arguments, for a process that is started without a shell. */
  readonly argv: readonly [string, ...string[]];
  /** The same as one line for the login shell of another machine, whichever that is. */
  readonly command: string;
  readonly input: string;
  /**
   * Whether the program takes one script after the other: it says of each how it ended, and ends it when its input ends.
   * Otherwise it takes one, once its input has ended, and ends as that does.
   */
  readonly isSession: boolean;
}

/**
 * What tells a session that no script comes any more. It then ends alone: the end of its input ends what a script started,
 * too, where that script seems to run still.
 */
export const farewell = '- - -\n';

/** Seconds after which the machine ends a script by itself, when nobody is there any more to end it. */
export const deadlineSeconds = ({ timeoutMilliseconds }: RemoteScript): number =>
  Math.ceil(timeoutMilliseconds / 1000) + 30;
