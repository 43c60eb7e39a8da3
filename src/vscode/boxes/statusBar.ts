import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

type Texts = 'name' | 'text' | 'tooltip' | 'accessibilityInformation';

export interface StatusItem extends Omit<vscode.StatusBarItem, Texts> {
  name: BoxText | undefined;
  text: BoxText;
  tooltip: BoxText | undefined;
  accessibilityInformation: { readonly label: BoxText } | undefined;
}

/** Higher priority: further left. */
export const createStatusItem = (id: string, priority: number): StatusItem =>
  vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority) as StatusItem;

/** Five seconds. */
export function flashStatus(text: BoxText): void {
  vscode.window.setStatusBarMessage(text, 5000);
}
