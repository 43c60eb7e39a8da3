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

/** Plain text. A click leads to `uri`. */
export function createTestMessage(message: BoxText, details: string, uri: vscode.Uri | undefined): vscode.TestMessage {
  const made = new vscode.TestMessage(`${message}\n${visible(details)}`);
  if (uri) made.location = new vscode.Location(uri, new vscode.Position(0, 0));
  return made;
}

/** Without control characters. */
export function writeOutput(run: vscode.TestRun, text: string, item?: vscode.TestItem): void {
  run.appendOutput(visibleLines(text).join('\r\n'), undefined, item);
}
