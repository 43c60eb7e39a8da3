import { createLogChannel, type LogChannel } from './boxes/logChannel';
import { type LogLevel, RedactedLines } from './redactedLines';

/** Redacts every line. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string, cause?: unknown) => void;
  readonly show: () => void;
}

/** Closed when its last line is written; closing it never rejects. */
export interface ClosableLog extends Log {
  readonly close: () => Promise<void>;
}

/** Lazy: the channel is created with the first line. */
export function createLog(): ClosableLog {
  let channel: LogChannel | undefined;
  const open = (): LogChannel => (channel ??= createLogChannel('Azure Arc Gateway'));
  const lines = new RedactedLines(
    async () => (await import('./redaction')).redact,
    (level, text) => {
      open().write(level, text);
    },
  );
  const add = (level: LogLevel, message: string): void => {
    lines.add(level, message);
  };
  return {
    info: (message) => {
      add('info', message);
    },
    warn: (message) => {
      add('warn', message);
    },
    error: (message, cause) => {
      add('error', cause === undefined ? message : `${message}\n${describe(cause)}`);
    },
    show: () => {
      open().show();
    },
    close: async () => {
      await lines.settled();
      channel?.dispose();
      channel = undefined;
    },
  };
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const own = cause.stack ?? cause.message;
  return cause.cause === undefined ? own : `${own}\ncaused by: ${describe(cause.cause)}`;
}
