import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type CheckResult, checkText, type NotAskedReason } from '../engine';
import { createTestMessage, describeTest } from '../../vscode/boxes/tests';

/** Visible width of one side of the diff view. */
const columns = 46;

/**
 * Unknown results are test errors. Skipped tests can't have messages, so the description has the
 * reason.
 */
export function showCheck(run: vscode.TestRun, item: vscode.TestItem, check: CheckResult): void {
  describeTest(item, check.outcome === 'skipped' ? skippedText(check) : say``);
  switch (check.outcome) {
    case 'passed':
      run.passed(item);
      return;
    case 'failed':
      run.failed(item, messageOf(item.parent?.label ?? '', check));
      return;
    case 'unknown':
      run.errored(item, messageOf(item.parent?.label ?? '', check));
      return;
    case 'skipped':
      run.skipped(item);
  }
}

const skippedText = ({ notAsked, observed }: CheckResult): BoxText =>
  notAsked === undefined ? foreign('machineOutput', observed) : skippedTexts[notAsked];

const skippedTexts: Readonly<Record<NotAskedReason, BoxText>> = {
  noAnswer: say`skipped because the machine did not answer`,
  noAgent: say`skipped because no agent is installed on the machine`,
};

/**
 * Plain text, because it has foreign text. Lists show only its start and the diff view none, so the
 * name is first and the explanation follows the observed value.
 */
function messageOf(name: string, result: CheckResult): vscode.TestMessage {
  const { outcome, title, expected, observed, items } = result;
  // Lists are compared line by line.
  const shown = items && items.observed.length > 1 ? observed : wrapped(observed);
  const [resource, check] = [foreign('azureName', name), foreign('sentence', checkText(title))];
  const message = outcome === 'unknown' ? say`${resource}, unknown: ${check}` : say`${resource}, failed: ${check}`;
  return createTestMessage(message, expected, [shown, ...explanation(result).map(wrapped)].join('\n\n'));
}

const explanation = ({ cause, fix, source }: CheckResult): readonly string[] => [
  ...(cause === undefined ? [] : [l10n.t`Likely cause: ${checkText(cause)}`]),
  ...(fix === undefined ? [] : [l10n.t`What to do: ${checkText(fix)}`]),
  l10n.t`Source: ${source}`,
];

const wrapped = (text: string): string => text.split('\n').map(wrappedLine).join('\n');

function wrappedLine(line: string): string {
  let rest = line;
  const lines: string[] = [];
  while (rest.length > columns) {
    const within = rest.lastIndexOf(' ', columns);
    // A word longer than a line gets its own.
    const blank = within > 0 ? within : rest.indexOf(' ', columns);
    if (blank < 0) break;
    lines.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...lines, rest].join('\n');
}
