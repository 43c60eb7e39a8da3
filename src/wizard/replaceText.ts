import * as vscode from 'vscode';
import { documentNotChanged } from './errors';

/** Minimal edit, for undo and other editors of the document. */
export async function replaceText(document: vscode.TextDocument, next: string): Promise<void> {
  const text = document.getText();
  if (text === next) return;
  const start = commonLength(text, next, (each, index) => each.charCodeAt(index), Math.min(text.length, next.length));
  const rest = Math.min(text.length, next.length) - start;
  const end = commonLength(text, next, (each, index) => each.charCodeAt(each.length - 1 - index), rest);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(text.length - end));
  edit.replace(document.uri, range, next.slice(start, next.length - end));
  if (await vscode.workspace.applyEdit(edit)) return;
  throw documentNotChanged();
}

/** `at` selects the end to count from. */
function commonLength(a: string, b: string, at: (text: string, index: number) => number, limit: number): number {
  let length = 0;
  while (length < limit && at(a, length) === at(b, length)) length++;
  return length;
}
