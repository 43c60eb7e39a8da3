import * as vscode from 'vscode';
import type { Severity } from '../../kernel/finding';
import { type BoxText, foreign, icon, say } from '../../kernel/text/boxText';
import { plural } from '../../kernel/text/phrases';
import { type EditKind, noteText, type Patched } from '../engine';
import { showDiff } from '../../vscode/boxes/editors';
import { createPickBox, type PickItem, separator } from '../../vscode/boxes/picks';
import type { Proposals } from './proposals';
import type { PatchInput } from './patchInput';

interface ReviewItem extends PickItem {
  /** Counted from 1. */
  readonly line?: number;
  /** Set on the item that applies the patch. */
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

/** Shows the diff with a list of reasons; true if the person applies it. */
export async function reviewPatch(input: PatchInput, patched: Patched, proposals: Proposals): Promise<boolean> {
  const { document, offset, title } = input;
  const name = input.fileName === '' ? title : input.fileName;
  const whole = document ? replaced(document.getText(), offset, input.text.length, patched.text) : patched.text;
  const before = document?.uri ?? proposals.add(name, input.text);
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

function itemsFor({ edits, notes }: Patched, firstLine: number): readonly ReviewItem[] {
  const at = (line: number): BoxText => say`line ${firstLine + line}`;
  const changes = edits.map(({ line, explanation, kind }) => ({
    label: say`${editIcons[kind]} ${foreign('script', explanation)}`,
    description: at(line),
    line: firstLine + line,
  }));
  const remarks = notes.map(({ line, severity, ...content }) => ({
    label: say`${noteIcons[severity]} Line ${firstLine + line}`,
    detail: foreign('script', noteText(content)),
    line: firstLine + line,
  }));
  const apply: ReviewItem = {
    label: plural(edits.length, { one: say`$(check) Apply 1 edit`, other: say`$(check) Apply ${edits.length} edits` }),
    applies: true,
  };
  return [
    ...(edits.length === 0 ? [] : [apply, separator(say`Changes`), ...changes]),
    ...(remarks.length === 0 ? [] : [separator(say`Notes`), ...remarks]),
  ];
}

/** The list stays open next to the diff. Choosing a line reveals it; Escape cancels. */
function askToApply(
  title: BoxText,
  before: vscode.Uri,
  items: readonly ReviewItem[],
  canApply: boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const pick = createPickBox<ReviewItem>();
    pick.title = say`Patch ${title}`;
    pick.placeholder = canApply
      ? say`Apply the patch, select a line to show it, or press Escape to keep the script unchanged`
      : say`The script already uses the gateway and the proxy. Select a line to show it`;
    pick.items = items;
    pick.onDidAccept(() => {
      // Nothing is selected if the filter matches nothing.
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

/** Scrolling the original side scrolls both. */
function revealInDiff(before: vscode.Uri, line: number): void {
  const original = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === before.toString(),
  );
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  original?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
