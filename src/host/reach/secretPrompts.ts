import * as vscode from 'vscode';
import { cleanOutput } from '../../core';

/**
 * Passwords and passphrases that ssh asks for, typed once each while this object lives. They are kept in memory, and
 * the log never sees them.
 */
export class SecretPrompts {
  private readonly answers = new Map<string, Promise<string | undefined>>();
  private queue: Promise<unknown> = Promise.resolve();

  /** Several runs may wait for the same passphrase; two boxes are never open at once. */
  ask(prompt: string): Promise<string | undefined> {
    const known = this.answers.get(prompt);
    if (known) return known;
    const answer = this.queue.then(() => show(prompt));
    this.queue = answer.catch(() => undefined);
    this.answers.set(prompt, answer);
    return answer;
  }

  /** After an answer that was wrong. */
  forget(): void {
    this.answers.clear();
  }
}

async function show(prompt: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: 'SSH',
    prompt: cleanOutput(prompt)
      .replace(/\s*:\s*$/, '')
      .replaceAll('\n', ' '),
    password: true,
    ignoreFocusOut: true,
  });
}
