import * as vscode from 'vscode';
import { redact } from '../core';

/** The product's own log. Every line is redacted before it is written. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string, cause?: unknown) => void;
  readonly show: () => void;
}

/** The output channel is made with the first line, so that activation does not pay for it. */
export function createLog(context: vscode.ExtensionContext): Log {
  let channel: vscode.LogOutputChannel | undefined;
  const open = (): vscode.LogOutputChannel => {
    if (!channel) {
      channel = vscode.window.createOutputChannel('Azure Arc Gateway', { log: true });
      context.subscriptions.push(channel);
    }
    return channel;
  };
  return {
    info: (message) => {
      open().info(redact(message));
    },
    warn: (message) => {
      open().warn(redact(message));
    },
    error: (message, cause) => {
      open().error(redact(cause === undefined ? message : `${message}\n${describe(cause)}`));
    },
    show: () => {
      open().show(true);
    },
  };
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const own = cause.stack ?? cause.message;
  return cause.cause === undefined ? own : `${own}\ncaused by: ${describe(cause.cause)}`;
}
