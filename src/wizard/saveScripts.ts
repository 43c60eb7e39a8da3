import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { foreign, joined, say } from '../kernel/text/boxText';
import type { Script } from '../planning/targets/script';
import { askForFile } from '../vscode/boxes/fileDialogs';
import { confirmRisk } from '../vscode/boxes/messages';
import { fileExists, folderFor, nameOf, saveText, writeText } from '../vscode/files';

const filters: Readonly<Record<Script['language'], Record<string, string[]>>> = {
  bash: { [l10n.t('Shell script')]: ['sh'] },
  powershell: { [l10n.t('PowerShell script')]: ['ps1'] },
  yaml: { [l10n.t('Ansible playbook')]: ['yml', 'yaml'] },
  json: { JSON: ['json'] },
};

/** Suggests the site's folder. Null if canceled. */
export async function saveScript(script: Script, site: vscode.Uri): Promise<string | null> {
  const target = await saveText(script, filters[script.language], site);
  return target ? nameOf(target) : null;
}

/** Asks for one folder, and before replacing files. */
export async function saveScripts(scripts: readonly Script[], site: vscode.Uri): Promise<string[] | null> {
  const [only] = scripts;
  if (only && scripts.length === 1) {
    const name = await saveScript(only, site);
    return name === null ? null : [name];
  }
  const folder = await askForFile({
    title: say`Choose the folder for the scripts`,
    openLabel: say`Save Here`,
    defaultUri: folderFor(site),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  if (!folder) return null;
  const files = scripts.map((script) => ({ script, target: vscode.Uri.joinPath(folder, script.fileName) }));
  if (!(await mayReplace(files.map(({ target }) => target)))) return null;
  for (const { script, target } of files) await writeText(target, script.text);
  return files.map(({ target }) => nameOf(target));
}

async function mayReplace(targets: readonly vscode.Uri[]): Promise<boolean> {
  const found = await Promise.all(targets.map(fileExists));
  const names = targets.filter((_, index) => found[index]).map((uri) => foreign('fileName', nameOf(uri)));
  if (names.length === 0) return true;
  const replace = say`Replace`;
  const exist = names.length === 1 ? say`exists` : say`exist`;
  const question = say`${joined(names, ' and ')} ${exist} in this folder already.`;
  return (await confirmRisk(question, say`Replacing cannot be undone.`, replace)) === replace;
}
