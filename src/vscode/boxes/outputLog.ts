import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import { holdsName } from '../../kernel/text/holdsName';
import { visibleLines } from '../../kernel/text/visible';

/**
 * Of foreign text: the manifest turns links off for this language, and VS Code looks for paths in no language but its own
 * two. Its own notes begin with dashes, the lines of others with a bar or a time.
 */
const language = 'arc-proxy-log';

export interface OutputLog extends vscode.Disposable {
  write(lines: readonly string[]): void;
  note(text: BoxText): void;
  show(): void;
}

/** Keeps the last lines. */
export function createOutputLog(name: BoxText, mostLines: number): OutputLog {
  const channel = vscode.window.createOutputChannel(name, language);
  let kept: string[] = [];
  let shown = 0;
  const add = (lines: readonly string[]): void => {
    kept.push(...lines);
    shown += lines.length;
    if (kept.length > mostLines) kept = kept.slice(-mostLines);
    if (shown <= 2 * mostLines) channel.append(lines.map((line) => `${line}\n`).join(''));
    else {
      channel.replace(kept.map((line) => `${line}\n`).join(''));
      shown = kept.length;
    }
  };
  return {
    write: (lines) => {
      add(lines.map((line) => visibleLines(line).join(' ')));
    },
    note: (text) => {
      add([`--- ${text} ---`]);
    },
    show: () => {
      channel.show(true);
    },
    dispose: () => {
      channel.dispose();
    },
  };
}

/** Whether a tab that was closed showed it. */
export const onDidCloseLogTab = (name: BoxText, closed: () => void): vscode.Disposable =>
  vscode.window.tabGroups.onDidChangeTabs((tabs) => {
    if (tabs.closed.some(({ label }) => holdsName(label, name))) closed();
  });
