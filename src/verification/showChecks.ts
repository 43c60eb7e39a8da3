import * as vscode from 'vscode';
import type { CheckResult } from '../core';

/** Tells a test run what a check came to. What is unknown is an error: it is no pass, and nothing was found wrong. */
export function showCheck(run: vscode.TestRun, item: vscode.TestItem, check: CheckResult): void {
  const message = (): vscode.TestMessage =>
    vscode.TestMessage.diff(messageOf(item.parent?.label ?? '', check), check.expected, check.observed);
  switch (check.outcome) {
    case 'passed':
      run.passed(item);
      return;
    case 'failed':
      run.failed(item, message());
      return;
    case 'unknown':
      run.errored(item, message());
      return;
    case 'skipped':
      run.skipped(item);
  }
}

/** Plain text, so that nothing a machine says is read as Markdown. The name comes first: lists of messages show no more. */
function messageOf(name: string, { outcome, title, cause, fix, source }: CheckResult): string {
  const lines = [
    `${name}, ${outcome === 'unknown' ? 'not known' : 'not so'}: ${title}`,
    ...(cause === undefined ? [] : [`Likely cause: ${cause}`]),
    ...(fix === undefined ? [] : [`What to do: ${fix}`]),
    `Source: ${source}`,
  ];
  return lines.join('\n');
}
