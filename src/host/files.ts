import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Where a new file goes unless the person says otherwise: the workspace, or their home where none is open. */
export const startFolder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());

/** False only when the file is known not to be there; what keeps it from being known is thrown. */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
