import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import { withCodes } from '../../kernel/text/visible';

export interface TextOptions extends Omit<vscode.InputBoxOptions, 'validateInput'> {
  readonly title: BoxText;
  readonly prompt?: BoxText;
  readonly placeHolder?: BoxText;
  /** What is wrong with a text; undefined when it is accepted. */
  readonly validateInput?: (text: string) => BoxText | undefined;
}

type Texts = 'title' | 'placeholder' | 'prompt' | 'validationMessage';

/** An input box that stays under the product's control while it is open. */
export interface TextBox extends Omit<vscode.InputBox, Texts> {
  title: BoxText | undefined;
  placeholder: BoxText | undefined;
  prompt: BoxText | undefined;
  validationMessage: BoxText | undefined;
}

/** Asks for a text. What is invisible in the text that is offered can be seen, so that nobody accepts it unseen. */
export const askText = ({ value, ...options }: TextOptions): Thenable<string | undefined> =>
  vscode.window.showInputBox({ ...options, ...(value !== undefined && { value: withCodes(value) }) });

export function createTextBox(value: string): TextBox {
  const box = vscode.window.createInputBox();
  box.value = withCodes(value);
  return box as TextBox;
}
