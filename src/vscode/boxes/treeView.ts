import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import type { Markdown } from '../../kernel/text/markdown';

export interface RowView<T> extends Omit<vscode.TreeView<T>, 'message' | 'title' | 'description' | 'badge'> {
  message: BoxText | undefined;
  description: BoxText | undefined;
  badge: { readonly value: number; readonly tooltip: BoxText } | undefined;
}

export const createRowView = <T>(id: string, options: vscode.TreeViewOptions<T>): RowView<T> =>
  vscode.window.createTreeView(id, options) as RowView<T>;

interface RowTexts {
  readonly label: BoxText;
  readonly description: BoxText;
  /** For screen readers. */
  readonly spoken: BoxText;
}

export function createRow(
  { label, description, spoken }: RowTexts,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const row = new vscode.TreeItem(label, state);
  row.description = description;
  row.accessibilityInformation = { label: spoken };
  return row;
}

/** No icons: VS Code would also find them in escaped text. */
export function setTooltip(row: vscode.TreeItem, markdown: Markdown | undefined): void {
  row.tooltip = markdown === undefined ? undefined : new vscode.MarkdownString(markdown, false);
}
