import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import { withCodes } from '../../kernel/text/visible';

export interface TextOptions extends Omit<vscode.InputBoxOptions, 'validateInput'> {
  readonly title: BoxText;
  readonly prompt?: BoxText;
  readonly placeHolder?: BoxText;
  /** Undefined if valid. */
  readonly validateInput?: (text: string) => BoxText | undefined;
}

type Texts = 'title' | 'placeholder' | 'prompt' | 'validationMessage';

export interface TextBox extends Omit<vscode.InputBox, Texts> {
  title: BoxText | undefined;
  placeholder: BoxText | undefined;
  prompt: BoxText | undefined;
  validationMessage: BoxText | undefined;
}

/** Invisible characters become codes, so no one accepts them unseen. A question stays until it is answered. */
export const askText = ({ value, ...options }: TextOptions): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    ...options,
    ignoreFocusOut: true,
    ...(value !== undefined && { value: withCodes(value) }),
  });

export function createTextBox(value: string): TextBox {
  const box = vscode.window.createInputBox();
  box.ignoreFocusOut = true;
  box.value = withCodes(value);
  return box as TextBox;
}
