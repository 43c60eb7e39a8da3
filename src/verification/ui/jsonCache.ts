import { isRecord } from '../../kernel/isRecord';
import * as vscode from 'vscode';
import { parseJson } from '../../kernel/json';

/** Empty if the file is missing or of another version. */
export async function readJsonCache(file: vscode.Uri, version: number): Promise<readonly unknown[]> {
  const value = await contentOf(file);
  const isOurs = isRecord(value) && value.version === version;
  const list: unknown = isOurs && 'resources' in value ? value.resources : [];
  return Array.isArray(list) ? (list as unknown[]) : [];
}

export async function writeJsonCache(file: vscode.Uri, version: number, resources: readonly unknown[]): Promise<void> {
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ version, resources })));
}

async function contentOf(file: vscode.Uri): Promise<unknown> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
  const read = parseJson(new TextDecoder().decode(bytes));
  return read.ok ? read.value : undefined;
}
