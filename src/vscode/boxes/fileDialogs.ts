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

/** Asks for a file, or for a folder where the options say so. */
export async function askForFile(options: OpenOptions): Promise<vscode.Uri | undefined> {
  const [uri] = (await vscode.window.showOpenDialog(options)) ?? [];
  return uri;
}

/** Asks where a file is saved. */
export const askWhereToSave = (options: SaveOptions): Thenable<vscode.Uri | undefined> =>
  vscode.window.showSaveDialog(options);
