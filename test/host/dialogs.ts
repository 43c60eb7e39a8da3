import * as vscode from 'vscode';

type Show = (message: string, ...rest: readonly unknown[]) => Promise<string | undefined>;

/** One dialog or notification that the product showed. */
export interface Shown {
  readonly kind: 'information' | 'warning' | 'error' | 'choice';
  readonly message: string;
  /** The smaller text of a modal. */
  readonly detail: string;
}

/**
 * Answers every message box of the product while `work` runs: with the first answer that one of its buttons has, else as
 * if it had been closed. A picker is answered in the same way by what its labels hold; one that has no answer fails at
 * once instead of waiting for nobody, and so do input boxes.
 */
export async function withAnswers(answers: readonly string[], work: () => Promise<unknown>): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  const answer =
    (kind: Shown['kind']): Show =>
    (message, ...rest) => {
      const options = rest.find((each) => typeof each === 'object') as vscode.MessageOptions | undefined;
      shown.push({ kind, message, detail: options?.detail ?? '' });
      return Promise.resolve(answers.find((each) => rest.includes(each)));
    };
  const pick = (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) => {
    const found = items.find(({ label }) => answers.some((each) => label.includes(each)));
    if (!found) throw new Error(`Nobody expected to choose here: ${options?.title ?? ''}`);
    shown.push({ kind: 'choice', message: options?.title ?? '', detail: '' });
    return Promise.resolve(found);
  };
  const unexpected = (what: string) => () => Promise.reject(new Error(`Nobody expected ${what} here.`));
  const window = vscode.window as unknown as Record<string, unknown>;
  const substitutes: Readonly<Record<string, unknown>> = {
    showInformationMessage: answer('information'),
    showWarningMessage: answer('warning'),
    showErrorMessage: answer('error'),
    showInputBox: unexpected('an input box'),
    showQuickPick: pick,
    showSaveDialog: unexpected('a save dialog'),
  };
  const originals = Object.fromEntries(Object.keys(substitutes).map((name) => [name, window[name]]));
  Object.assign(window, substitutes);
  try {
    await work();
  } finally {
    Object.assign(window, originals);
  }
  return shown;
}
