import { lastSegment } from '../kernel/lastSegment';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { fileText } from '../kernel/text/byteOrderMark';
import { askWhereToSave } from './boxes/fileDialogs';

/** Workspace or home folder. */
export const startFolder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());

/** Throws if unknown. */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

export const nameOf = ({ path }: vscode.Uri): string => lastSegment(path);

/** Beside the document, once saved. */
export const folderFor = (document: vscode.Uri): vscode.Uri =>
  document.scheme === 'untitled' ? startFolder() : vscode.Uri.joinPath(document, '..');

/** Current or future location. */
export const savedUri = (document: vscode.Uri): vscode.Uri =>
  document.scheme === 'untitled' ? document.with({ scheme: startFolder().scheme }) : document;

export const writeText = (uri: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(fileText(nameOf(uri), text)));

/** Beside the document by default. Undefined when canceled. */
export async function saveText(
  { fileName, text }: { readonly fileName: string; readonly text: string },
  filters: Record<string, string[]>,
  beside: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const defaultUri = vscode.Uri.joinPath(folderFor(beside), fileName);
  const title = say`Save ${foreign('fileName', fileName)}`;
  const target = await askWhereToSave({ title, defaultUri, filters });
  if (target) await writeText(target, text);
  return target;
}
