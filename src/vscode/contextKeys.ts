import * as vscode from 'vscode';
import type { ContextKeys } from '../ids';

const current = new Map<string, unknown>();

/** Sets a context key for `when` clauses; says nothing to VS Code when the value is the one it has. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  if (current.get(key) === value) return;
  current.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
}
