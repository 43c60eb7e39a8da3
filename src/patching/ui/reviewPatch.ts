import * as vscode from 'vscode';
import type { Severity } from '../../kernel/finding';
import { type BoxText, foreign, icon, say } from '../../kernel/text/boxText';
import type { EditKind, Patched } from '../engine';
import { showDiff } from '../../vscode/boxes/editors';
import { createPickBox, type PickItem, separator } from '../../vscode/boxes/picks';
import type { Proposals } from './proposals';
import type { Subject } from './subject';

interface Item extends PickItem {
  /** Line of the script that the item is about, counted from 1. */
  readonly line?: number;
  /** It applies the patch. */
  readonly applies?: true;
}

const editIcons: Readonly<Record<EditKind, BoxText>> = {
  gateway: icon('milestone'),
  proxy: icon('server-environment'),
  download: icon('cloud-download'),
  command: icon('arrow-up'),
  encoding: icon('symbol-string'),
};
const noteIcons: Readonly<Record<Severity, BoxText>> = {
  error: icon('error'),
  warning: icon('warning'),
  info: icon('info'),
  ok: icon('pass'),
};

/** Shows what would change as a diff, with a list that says why; true when the person applies it. */
export async function reviewPatch(subject: Subject, patched: Patched, proposals: Proposals): Promise<boolean> {
  const { document, offset, title } = subject;
  const name = subject.fileName === '' ? title : subject.fileName;
  const whole = document ? replaced(document.getText(), offset, subject.text.length, patched.text) : patched.text;
  const before = document?.uri ?? proposals.add(name, subject.text);
  const after = proposals.add(name, whole);
  const firstLine = document ? document.positionAt(offset).line : 0;
  await showDiff(before, after, say`${title} → patched`, {
    preview: true,
    selection: new vscode.Range(firstLine, 0, firstLine, 0),
  });
  try {
    return await askToApply(title, before, itemsFor(patched, firstLine), patched.edits.length > 0);
  } finally {
    await proposals.close(before, after);
  }
}

const replaced = (text: string, start: number, length: number, by: string): string =>
  text.slice(0, start) + by + text.slice(start + length);

function itemsFor({ edits, notes }: Patched, firstLine: number): readonly Item[] {
  const at = (line: number): BoxText => say`line ${firstLine + line}`;
  const changes = edits.map(({ line, explanation, kind }) => ({
    label: say`${editIcons[kind]} ${foreign('script', explanation)}`,
    description: at(line),
    line: firstLine + line,
  }));
  const remarks = notes.map(({ line, message, severity }) => ({
    label: say`${noteIcons[severity]} Line ${firstLine + line}`,
    detail: foreign('script', message),
    line: firstLine + line,
  }));
  const apply: Item = {
    label: edits.length === 1 ? say`$(check) Apply 1 edit` : say`$(check) Apply ${edits.length} edits`,
    applies: true,
  };
  return [
    ...(edits.length === 0 ? [] : [apply, separator(say`Changes`), ...changes]),
    ...(remarks.length === 0 ? [] : [separator(say`To look at`), ...remarks]),
  ];
}

/** The list stays open beside the diff; choosing a line shows it, Escape leaves everything as it is. */
function askToApply(title: BoxText, before: vscode.Uri, items: readonly Item[], canApply: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const pick = createPickBox<Item>();
    pick.title = say`Patch ${title}`;
    pick.placeholder = canApply
      ? say`Apply the patch, choose a line to see it, or press Escape to leave the script as it is`
      : say`The script uses the gateway and the proxy already; choose a line to see it`;
    pick.items = items;
    pick.ignoreFocusOut = true;
    pick.onDidAccept(() => {
      // A filter that matches nothing leaves nothing chosen.
      const [chosen] = pick.selectedItems;
      if (chosen?.applies) {
        resolve(true);
        pick.hide();
      } else if (chosen?.line !== undefined) revealInDiff(before, chosen.line);
    });
    pick.onDidHide(() => {
      resolve(false);
      pick.dispose();
    });
    pick.show();
  });
}

/** Scrolls both sides of the diff, by the side that has the script as it is. */
function revealInDiff(before: vscode.Uri, line: number): void {
  const original = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === before.toString(),
  );
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  original?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
