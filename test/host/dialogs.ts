import * as vscode from 'vscode';

type Show = (message: string, ...rest: readonly unknown[]) => Promise<string | undefined>;

/** One dialog or notification that the product showed. */
export interface Shown {
  readonly kind: 'information' | 'warning' | 'error';
  readonly message: string;
  /** The smaller text of a modal. */
  readonly detail: string;
}

/**
 * Answers every message box of the product while `work` runs: with the first button whose title is among the answers,
 * else as if it had been closed. Input boxes and pickers fail at once instead of waiting for nobody.
 */
export async function withAnswers(answers: readonly string[], work: () => Promise<unknown>): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  const answer =
    (kind: Shown['kind']): Show =>
    (message, ...rest) => {
      const options = rest.find((each) => typeof each === 'object') as vscode.MessageOptions | undefined;
      shown.push({ kind, message, detail: options?.detail ?? '' });
      return Promise.resolve(rest.find((each): each is string => typeof each === 'string' && answers.includes(each)));
    };
  const unexpected = (what: string) => () => Promise.reject(new Error(`Nobody expected ${what} here.`));
  const window = vscode.window as unknown as Record<string, unknown>;
  const substitutes: Readonly<Record<string, unknown>> = {
    showInformationMessage: answer('information'),
    showWarningMessage: answer('warning'),
    showErrorMessage: answer('error'),
    showInputBox: unexpected('an input box'),
    showQuickPick: unexpected('a picker'),
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
