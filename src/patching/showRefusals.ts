import * as vscode from 'vscode';
import type { Refusal } from '../core';
import type { Subject } from './subject';

/** Says why a script is left as it is, line by line; choosing a reason goes to its line. */
export async function showRefusals(subject: Subject, refusals: readonly Refusal[]): Promise<void> {
  const { document, offset, title } = subject;
  const firstLine = document ? document.positionAt(offset).line : 0;
  const items = refusals.map(({ line, reason }) => ({
    label: `$(circle-slash) Line ${firstLine + line}`,
    detail: reason,
    line: firstLine + line - 1,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${title} was left as it is`,
    placeHolder: document
      ? 'It cannot be patched with certainty; choose a reason to go to its line'
      : 'It cannot be patched with certainty',
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!chosen || !document) return;
  const at = new vscode.Position(chosen.line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
