import type * as vscode from 'vscode';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type CheckResult, checkTexts } from '../engine';
import { createTestMessage, describeTest } from '../../vscode/boxes/tests';

/** Visible width of one side of the diff view. */
const columns = 46;

/**
 * Unknown results are test errors. Skipped tests can't have messages, so the description has the
 * reason; what isn't judged is a skipped test too.
 */
export function showCheck(run: vscode.TestRun, item: vscode.TestItem, check: CheckResult): void {
  describeTest(item, descriptionOf(check));
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
    case 'notJudged':
    case 'skipped':
      run.skipped(item);
  }
}

function descriptionOf(check: CheckResult): BoxText {
  const observed = foreign('machineOutput', checkTexts(check).observed);
  if (check.outcome === 'skipped' || check.notAsked !== undefined) return observed;
  return check.outcome === 'notJudged' ? say`not judged; observed: ${observed}` : say``;
}

/**
 * Plain text, because it has foreign text. Lists show only its start and the diff view none, so the
 * name is first and the explanation follows the observed value.
 */
function messageOf(name: string, result: CheckResult): vscode.TestMessage {
  const { title, expected, observed, isList, explanation } = checkTexts(result);
  const [resource, check] = [foreign('azureName', name), foreign('sentence', title)];
  const message =
    result.outcome === 'unknown' ? say`${resource}, unknown: ${check}` : say`${resource}, failed: ${check}`;
  const shown = isList ? observed : wrapped(observed);
  return createTestMessage(message, expected, [shown, ...explanation.map(wrapped)].join('\n\n'));
}

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
