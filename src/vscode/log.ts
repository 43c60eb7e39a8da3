import type { ExtensionContext } from 'vscode';
import { redact } from '../kernel/redact';
import { createLogChannel, type LogChannel } from './boxes/logChannel';

/** Redacts every line. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string, cause?: unknown) => void;
  readonly show: () => void;
}

/** Lazy: the channel is created with the first line. */
export function createLog(context: ExtensionContext): Log {
  let channel: LogChannel | undefined;
  const open = (): LogChannel => {
    if (!channel) {
      channel = createLogChannel('Azure Arc Gateway');
      context.subscriptions.push(channel);
    }
    return channel;
  };
  return {
    info: (message) => {
      open().write('info', redact(message));
    },
    warn: (message) => {
      open().write('warn', redact(message));
    },
    error: (message, cause) => {
      open().write('error', redact(cause === undefined ? message : `${message}\n${describe(cause)}`));
    },
    show: () => {
      open().show();
    },
  };
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const own = cause.stack ?? cause.message;
  return cause.cause === undefined ? own : `${own}\ncaused by: ${describe(cause.cause)}`;
}
