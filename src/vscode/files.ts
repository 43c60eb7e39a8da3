import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { fileText } from '../kernel/text/byteOrderMark';
import { askWhereToSave } from './boxes/fileDialogs';

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

/** The last part of a path: what a person calls the file. */
export const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);

/** Where what is made from a document goes unless the person says otherwise: beside it, once it has a place. */
export const folderFor = (document: vscode.Uri): vscode.Uri =>
  document.scheme === 'untitled' ? startFolder() : vscode.Uri.joinPath(document, '..');

/** Where an unsaved document that knows its place goes when it is saved; any other stays where it is. */
export const savedUri = (document: vscode.Uri): vscode.Uri =>
  document.scheme === 'untitled' ? document.with({ scheme: startFolder().scheme }) : document;

export const writeText = (uri: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(fileText(nameOf(uri), text)));

/** Asks for a place, beside a document unless told otherwise, and writes a text there. Undefined when the person cancels. */
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
