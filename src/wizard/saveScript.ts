import * as vscode from 'vscode';
import type { Script } from '../core';

const filters = {
  bash: { 'Shell script': ['sh'] },
  powershell: { 'PowerShell script': ['ps1'] },
} as const;

/** Asks for a place, beside the topology if it has one, and writes the script there. Null when the person cancels. */
export async function saveScript(script: Script, topology: vscode.Uri): Promise<string | null> {
  const target = await vscode.window.showSaveDialog({
    title: `Save ${script.fileName}`,
    defaultUri: vscode.Uri.joinPath(folderFor(topology), script.fileName),
    filters: { [Object.keys(filters[script.language])[0] ?? '']: [...Object.values(filters[script.language]).flat()] },
  });
  if (!target) return null;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(script.text));
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}

function folderFor(topology: vscode.Uri): vscode.Uri {
  if (topology.scheme !== 'untitled') return vscode.Uri.joinPath(topology, '..');
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
}
