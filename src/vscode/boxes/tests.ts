import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';
import { visibleLines } from '../../kernel/text/visible';

/** Accepts only safe text. */
export interface TestController extends Omit<
  vscode.TestController,
  'createTestItem' | 'createTestRun' | 'createRunProfile'
> {
  createTestItem(id: string, label: BoxText, uri?: vscode.Uri): vscode.TestItem;
  createTestRun(request: vscode.TestRunRequest, name: BoxText): vscode.TestRun;
  createRunProfile(
    label: BoxText,
    kind: vscode.TestRunProfileKind,
    run: (request: vscode.TestRunRequest) => Promise<void>,
    isDefault: boolean,
  ): vscode.TestRunProfile;
}

export const createTestController = (id: string, label: BoxText): TestController =>
  vscode.tests.createTestController(id, label);

export function describeTest(item: vscode.TestItem, description: BoxText): void {
  item.description = description;
}

const visible = (text: string): string => visibleLines(text).join('\n');

/** Plain text with a diff. */
export const createTestMessage = (message: BoxText, expected: string, seen: string): vscode.TestMessage =>
  vscode.TestMessage.diff(message, visible(expected), visible(seen));

/** Without control characters. */
export function writeOutput(run: vscode.TestRun, text: string, item?: vscode.TestItem): void {
  run.appendOutput(visibleLines(text).join('\r\n'), undefined, item);
}
