import * as vscode from 'vscode';
import { canceled } from '../kernel/errors';
import { type BoxText, say } from '../kernel/text/boxText';
import { createTextBox, type TextBox } from './boxes/inputs';
import { createPickBox, type PickBox, type PickItem } from './boxes/picks';
import type { Position } from './steps';

export interface Choice<T> extends PickItem {
  readonly value: T;
}

interface Question {
  readonly title: BoxText;
  /** Step number, and Back after the first. */
  readonly position?: Position;
  readonly placeholder?: BoxText;
}

export interface PickQuestion<T> extends Question {
  /** Busy until resolved. */
  readonly choices: (signal: AbortSignal) => Promise<readonly Choice<T>[]>;
  /** Preselected; default: the first. */
  readonly active?: (value: T) => boolean;
  /** Problem shown below the choice. Busy until resolved. */
  readonly refuse?: (value: T, signal: AbortSignal) => Promise<BoxText | undefined>;
}

export interface TextQuestion extends Question {
  readonly prompt: BoxText;
  readonly value?: string;
  /** Undefined if valid. */
  readonly validate: (text: string) => BoxText | undefined;
}

/** Undefined: Back. Closing throws `Canceled`. */
export interface Ask {
  pick<T>(question: PickQuestion<T>): Promise<T | undefined>;
  text(question: TextQuestion): Promise<string | undefined>;
}

export const ask: Ask = {
  pick,
  text,
};

function pick<T>(question: PickQuestion<T>): Promise<T | undefined> {
  const input = createPickBox<Choice<T>>();
  const reading = new AbortController();
  input.matchOnDescription = true;
  input.placeholder = question.placeholder;
  input.busy = true;
  return show<T>(input, question, ({ accept, fail }) => {
    question.choices(reading.signal).then((choices) => {
      input.busy = false;
      input.items = choices;
      input.activeItems = choices.filter(({ value }) => question.active?.(value)).slice(0, 1);
    }, fail);
    const check = async (choice: Choice<T>): Promise<void> => {
      input.busy = true;
      input.enabled = false;
      const refusal = await question.refuse?.(choice.value, reading.signal);
      if (refusal === undefined) return accept(choice.value);
      input.items = input.items.map((each) =>
        each === choice ? { ...each, detail: say`$(warning) ${refusal}` } : each,
      );
      input.busy = false;
      input.enabled = true;
    };
    return [
      input.onDidAccept(() => {
        const [chosen] = input.selectedItems;
        if (chosen) check(chosen).catch(fail);
      }),
      {
        dispose: () => {
          reading.abort();
        },
      },
    ];
  });
}

function text(question: TextQuestion): Promise<string | undefined> {
  const input = createTextBox(question.value ?? '');
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  return show<string>(input, question, ({ accept }) => [
    input.onDidChangeValue((value) => {
      input.validationMessage = value === '' ? undefined : question.validate(value.trim());
    }),
    input.onDidAccept(() => {
      const answer = input.value.trim();
      input.validationMessage = question.validate(answer);
      if (input.validationMessage === undefined) accept(answer);
    }),
  ]);
}

interface Answering<T> {
  readonly accept: (answer: T) => void;
  readonly fail: (reason: unknown) => void;
}

async function show<T>(
  input: PickBox<Choice<T>> | TextBox,
  { title, position }: Question,
  listen: (answering: Answering<T>) => readonly vscode.Disposable[],
): Promise<T | undefined> {
  input.title = title;
  // Keeps answers while the person copies from another window.
  input.step = position?.step;
  input.totalSteps = position?.totalSteps;
  input.buttons = position && position.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  const listeners: vscode.Disposable[] = [input];
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      listeners.push(
        input.onDidTriggerButton(() => {
          resolve(undefined);
        }),
        input.onDidHide(() => {
          reject(canceled());
        }),
        ...listen({ accept: resolve, fail: reject }),
      );
      input.show();
    });
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}
