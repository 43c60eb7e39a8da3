import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type CheckResult, checkTexts } from '../engine';
import { createTestMessage, describeTest } from '../../vscode/boxes/tests';

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
      run.failed(item, messageOf(item, check));
      return;
    case 'unknown':
      run.errored(item, messageOf(item, check));
      return;
    case 'notJudged':
    case 'skipped':
      run.skipped(item);
  }
}

function descriptionOf(check: CheckResult): BoxText {
  const observed = foreign('machineOutput', checkTexts(check).observed.join('; '));
  if (check.outcome === 'skipped' || check.notAsked !== undefined) return observed;
  return check.outcome === 'notJudged' ? say`not judged; observed: ${observed}` : say``;
}

/** Lists show only its first line, so the name is first. The page of the check says the rest. */
function messageOf(item: vscode.TestItem, result: CheckResult): vscode.TestMessage {
  const { title, expected, observed, cause, fix } = checkTexts(result);
  const [resource, check] = [foreign('azureName', item.parent?.label ?? ''), foreign('sentence', title)];
  const message =
    result.outcome === 'unknown' ? say`${resource}, unknown: ${check}` : say`${resource}, failed: ${check}`;
  const details = [
    l10n.t`Expected: ${expected.join('; ')}`,
    l10n.t`Observed: ${observed.join('; ')}`,
    ...(cause === undefined ? [] : [l10n.t`Likely cause: ${cause}`]),
    ...(fix === undefined ? [] : [l10n.t`What to do: ${fix}`]),
  ];
  return createTestMessage(message, details.join('\n'), item.uri);
}
