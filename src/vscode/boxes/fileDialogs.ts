import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

interface OpenOptions extends vscode.OpenDialogOptions {
  readonly title: BoxText;
  readonly openLabel?: BoxText;
}

interface SaveOptions extends vscode.SaveDialogOptions {
  readonly title?: BoxText;
  readonly saveLabel?: BoxText;
}

export async function askForFile(options: OpenOptions): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog(options)) ?? [];
  return uri;
}

export const askWhereToSave = (options: SaveOptions): Thenable<vscode.Uri | undefined> =>
  vscode.window.showSaveDialog(options);
