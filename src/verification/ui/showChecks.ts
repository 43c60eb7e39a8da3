import type * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import type { VerifiedResource } from '../engine';
import { createTestMessage, describeTest } from '../../vscode/boxes/tests';

type CheckResult = VerifiedResource['checks'][number];

/** Columns of a side of the difference view that are in sight without scrolling. */
const columns = 46;

/**
 * Tells a test run what a check came to. What is unknown is an error: it is no pass, and nothing was found wrong. Why one
 * was skipped stands beside it, for a run has no words for that.
 */
export function showCheck(run: vscode.TestRun, item: vscode.TestItem, check: CheckResult): void {
  describeTest(item, check.outcome === 'skipped' ? foreign('machineOutput', check.observed) : say``);
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

/**
 * Plain text, so that nothing a machine says is read as Markdown. Lists show the beginning of the message alone, and the
 * difference none of it: so the name comes first, and the explanation stands below what was seen.
 */
function messageOf(name: string, check: CheckResult): vscode.TestMessage {
  const { outcome, title, expected, observed, items } = check;
  // A list is compared line by line; a sentence is read.
  const shown = items && items.observed.length > 1 ? observed : wrapped(observed);
  const verdict = outcome === 'unknown' ? say`not known` : say`not so`;
  const message = say`${foreign('azureName', name)}, ${verdict}: ${foreign('sentence', title)}`;
  return createTestMessage(message, expected, [shown, ...explanation(check).map(wrapped)].join('\n\n'));
}

const explanation = ({ cause, fix, source }: CheckResult): readonly string[] => [
  ...(cause === undefined ? [] : [`Likely cause: ${cause}`]),
  ...(fix === undefined ? [] : [`What to do: ${fix}`]),
  `Source: ${source}`,
];

/** Breaks lines between words. */
const wrapped = (text: string): string => text.split('\n').map(wrappedLine).join('\n');

function wrappedLine(line: string): string {
  let rest = line;
  const lines: string[] = [];
  while (rest.length > columns) {
    const within = rest.lastIndexOf(' ', columns);
    // A word that is longer than a line has one to itself.
    const blank = within > 0 ? within : rest.indexOf(' ', columns);
    if (blank < 0) break;
    lines.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...lines, rest].join('\n');
}
