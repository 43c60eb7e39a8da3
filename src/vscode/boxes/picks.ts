import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

export interface PickItem extends vscode.QuickPickItem {
  readonly label: BoxText;
  readonly description?: BoxText;
  readonly detail?: BoxText;
}

export interface PickOptions extends vscode.QuickPickOptions {
  readonly title: BoxText;
  readonly placeHolder?: BoxText;
}

type Texts = 'title' | 'placeholder' | 'prompt' | 'items' | 'activeItems' | 'selectedItems';

export interface PickBox<T extends PickItem> extends Omit<vscode.QuickPick<T>, Texts> {
  title: BoxText | undefined;
  placeholder: BoxText | undefined;
  items: readonly T[];
  activeItems: readonly T[];
  readonly selectedItems: readonly T[];
}

/** A question stays until it is answered: a report that opens late takes the focus. */
const staying = { ignoreFocusOut: true } as const;

export const pickOne = <T extends PickItem>(items: readonly T[], options: PickOptions): Thenable<T | undefined> =>
  vscode.window.showQuickPick(items, { ...options, ...staying });

export const pickMany = <T extends PickItem>(
  items: readonly T[],
  options: PickOptions,
): Thenable<readonly T[] | undefined> =>
  vscode.window.showQuickPick(items, { ...options, ...staying, canPickMany: true });

export const createPickBox = <T extends PickItem>(): PickBox<T> =>
  Object.assign(vscode.window.createQuickPick<T>(), staying) as PickBox<T>;

export const separator = (label: BoxText): PickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
