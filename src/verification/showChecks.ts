import * as vscode from 'vscode';
import type { CheckResult } from '../core';

/** Tells a test run what a check came to. What is unknown is an error: it is no pass, and nothing was found wrong. */
export function showCheck(run: vscode.TestRun, item: vscode.TestItem, check: CheckResult): void {
  switch (check.outcome) {
    case 'passed':
      run.passed(item);
      return;
    case 'failed':
      run.failed(item, vscode.TestMessage.diff(messageOf(check), check.expected, check.observed));
      return;
    case 'unknown':
      run.errored(item, vscode.TestMessage.diff(messageOf(check), check.expected, check.observed));
      return;
    case 'skipped':
      run.skipped(item);
  }
}

/** Plain text, so that nothing a machine says is read as Markdown or a link. */
function messageOf({ outcome, title, cause, fix, source }: CheckResult): string {
  const lines = [
    outcome === 'unknown' ? `Not known: ${title}` : `Not so: ${title}`,
    ...(cause === undefined ? [] : [`Likely cause: ${cause}`]),
    ...(fix === undefined ? [] : [`What to do: ${fix}`]),
    `Source: ${source}`,
  ];
  return lines.join('\n');
}
