import * as vscode from 'vscode';
import type { Settings } from '../ids';

const section = 'arcGateway';
const keyOf = (setting: keyof Settings): string => setting.slice(section.length + 1);

/** The manifest has the defaults. */
export function getSetting<K extends keyof Settings>(setting: K): Settings[K] {
  return vscode.workspace.getConfiguration(section).get<Settings[K]>(keyOf(setting)) as Settings[K];
}

/** User settings, because the shown tenant is private. */
export async function setSetting<K extends keyof Settings>(setting: K, value: Settings[K]): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(keyOf(setting), value, vscode.ConfigurationTarget.Global);
}

export function onDidChangeSetting(setting: keyof Settings, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(setting)) listener();
  });
}
