import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

export const createPanel = (viewType: string, title: BoxText): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active);

export const showDiff = (
  before: vscode.Uri,
  after: vscode.Uri,
  title: BoxText,
  options: vscode.TextDocumentShowOptions,
): Thenable<unknown> => vscode.commands.executeCommand('vscode.diff', before, after, title, options);

/** Typed, not run. */
export function offerCommand(name: BoxText, command: string): void {
  const terminal = vscode.window.createTerminal({ name });
  terminal.show();
  terminal.sendText(command, false);
}
