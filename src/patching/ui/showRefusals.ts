import * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import type { Refusal } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import type { Subject } from './subject';

/** Says why a script is left as it is, line by line; choosing a reason goes to its line. */
export async function showRefusals(subject: Subject, refusals: readonly Refusal[]): Promise<void> {
  const { document, offset, title } = subject;
  const firstLine = document ? document.positionAt(offset).line : 0;
  const items = refusals.map(({ line, reason }) => ({
    label: say`$(circle-slash) Line ${firstLine + line}`,
    detail: foreign('script', reason),
    line: firstLine + line - 1,
  }));
  const chosen = await pickOne(items, {
    title: say`${title} was left as it is`,
    placeHolder: document
      ? say`It cannot be patched with certainty; choose a reason to go to its line`
      : say`It cannot be patched with certainty`,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!chosen || !document) return;
  const at = new vscode.Position(chosen.line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
