import * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import { type Refusal, refusalText } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import type { PatchInput } from './patchInput';

/** Lists the reasons by line; choosing one reveals its line. */
export async function showRefusals(input: PatchInput, refusals: readonly Refusal[]): Promise<void> {
  const { document, offset, title } = input;
  const firstLine = document ? document.positionAt(offset).line : 0;
  const items = refusals.map(({ line, ...reason }) => ({
    label: say`$(circle-slash) Line ${firstLine + line}`,
    detail: foreign('script', refusalText(reason)),
    line: firstLine + line - 1,
  }));
  const chosen = await pickOne(items, {
    title: say`${title} was not patched`,
    placeHolder: document
      ? say`The patch would be uncertain. Select a reason to go to its line`
      : say`The patch would be uncertain`,
    matchOnDetail: true,
  });
  if (!chosen || !document) return;
  const at = new vscode.Position(chosen.line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
