import * as vscode from 'vscode';
import type { ContextKeys } from '../ids';

const current = new Map<string, unknown>();

/** Skips unchanged values. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  if (current.get(key) === value) return;
  current.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
}
