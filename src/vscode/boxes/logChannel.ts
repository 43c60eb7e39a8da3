import * as vscode from 'vscode';
import { visibleLines } from '../../kernel/text/visible';

/** Prevents forged entries and hidden text. */
export interface LogChannel extends vscode.Disposable {
  write(level: 'info' | 'warn' | 'error', text: string): void;
  show(): void;
}

export function createLogChannel(name: string): LogChannel {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  return {
    write: (level, text) => {
      channel[level](visibleLines(text).join('\n    '));
    },
    show: () => {
      channel.show(true);
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
