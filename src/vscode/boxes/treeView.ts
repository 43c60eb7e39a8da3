import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import type { Markdown } from '../../kernel/text/markdown';

/** A view of rows, with a text above them. */
export interface RowView<T> extends Omit<vscode.TreeView<T>, 'message' | 'title' | 'description' | 'badge'> {
  message: BoxText | undefined;
}

export const createRowView = <T>(id: string, options: vscode.TreeViewOptions<T>): RowView<T> =>
  vscode.window.createTreeView(id, options) as RowView<T>;

interface RowTexts {
  readonly label: BoxText;
  readonly description: BoxText;
  /** What a screen reader says. */
  readonly spoken: BoxText;
}

/** A row of a view. */
export function createRow(
  { label, description, spoken }: RowTexts,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const row = new vscode.TreeItem(label, state);
  row.description = description;
  row.accessibilityInformation = { label: spoken };
  return row;
}

/** What is shown beside a row. Without icons: VS Code would make them of escaped text as well. */
export function setTooltip(row: vscode.TreeItem, markdown: Markdown | undefined): void {
  row.tooltip = markdown === undefined ? undefined : new vscode.MarkdownString(markdown, false);
}
