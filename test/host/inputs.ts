import * as vscode from 'vscode';

/** What a person says to one question: the label of a choice or a text; undefined closes it. */
type Said = string | undefined;

type Listener = (...values: unknown[]) => unknown;

/**
 * Answers every picker and input box of the product while `work` runs, in turn. An answer that is not accepted, or a
 * question too many, fails.
 */
export async function withInputs(says: readonly Said[], work: () => Thenable<unknown>): Promise<void> {
  const left = [...says];
  const next = (): Said => {
    if (left.length === 0) throw new Error('More was asked than was expected.');
    return left.shift();
  };
  const substitutes: Readonly<Record<string, unknown>> = {
    createQuickPick: () => new Input((input) => choose(input, next())),
    createInputBox: () => new Input((input) => type(input, next())),
    showInputBox: async (options: vscode.InputBoxOptions) => {
      const said = next();
      const problem = said === undefined ? undefined : await options.validateInput?.(said);
      if (problem) throw new Error(`“${said}” was not accepted: ${JSON.stringify(problem)}`);
      return said;
    },
  };
  const window = vscode.window as unknown as Record<string, unknown>;
  const originals = Object.fromEntries(Object.keys(substitutes).map((name) => [name, window[name]]));
  Object.assign(window, substitutes);
  try {
    await work();
  } finally {
    Object.assign(window, originals);
  }
  if (left.length > 0) throw new Error(`Nobody asked for ${left.join(', ')}.`);
}

/** As much of VS Code's inputs as the product uses. */
class Input {
  value = '';
  busy = false;
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  validationMessage: string | undefined;
  private readonly listeners = new Map<string, Listener>();

  constructor(private readonly answer: (input: Input) => Promise<void>) {}

  readonly onDidAccept = (listener: Listener) => this.on('accept', listener);
  readonly onDidHide = (listener: Listener) => this.on('hide', listener);
  readonly onDidChangeValue = (listener: Listener) => this.on('change', listener);
  readonly onDidTriggerButton = (listener: Listener) => this.on('button', listener);

  show(): void {
    void this.answer(this);
  }

  dispose(): void {
    this.listeners.clear();
  }

  fire(event: string, value?: unknown): void {
    this.listeners.get(event)?.(value);
  }

  private on(event: string, listener: Listener): vscode.Disposable {
    this.listeners.set(event, listener);
    return { dispose: () => this.listeners.delete(event) };
  }
}

async function choose(input: Input, said: Said): Promise<void> {
  while (input.busy) await new Promise((done) => setTimeout(done, 20));
  const chosen = input.items.find(({ label }) => said !== undefined && label.includes(said));
  if (!chosen) return input.fire('hide');
  input.selectedItems = [chosen];
  input.fire('accept');
}

async function type(input: Input, said: Said): Promise<void> {
  if (said === undefined) return input.fire('hide');
  input.value = said;
  input.fire('change', said);
  input.fire('accept');
}
