import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

export const createPanel = (viewType: string, title: BoxText, preserveFocus = false): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(viewType, title, { viewColumn: vscode.ViewColumn.Active, preserveFocus });

export function setPanelTitle(panel: vscode.WebviewPanel, title: BoxText): void {
  panel.title = title;
}

export const showDiff = (
  before: vscode.Uri,
  after: vscode.Uri,
  title: BoxText,
  options: vscode.TextDocumentShowOptions,
): Thenable<unknown> => vscode.commands.executeCommand('vscode.diff', before, after, title, options);

/** Without a shell in between. */
export const openTerminal = (name: BoxText, shellPath: string, shellArgs: readonly string[]): void =>
  vscode.window.createTerminal({ name, shellPath, shellArgs: [...shellArgs] }).show();

/** Typed, not run. */
export function offerCommand(name: BoxText, command: string): void {
  const terminal = vscode.window.createTerminal({ name });
  terminal.show();
  terminal.sendText(command, false);
}
