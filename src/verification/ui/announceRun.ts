import * as vscode from 'vscode';
import { type BoxText, say } from '../../kernel/text/boxText';
import { plural } from '../../kernel/text/phrases';
import type { CommandId } from '../../ids';
import { countsOf, outcomeOf, reportFile, type VerificationReport } from '../engine';
import { showInformation, showWarning } from '../../vscode/boxes/messages';
import type { Markdown } from '../../kernel/text/markdown';
import type { VerificationDependencies } from './dependencies';

/** One toast at the end of a run. */
export function announceRun(
  report: VerificationReport,
  { documents }: Pick<VerificationDependencies, 'documents'>,
): void {
  const { resources } = report;
  const { passed } = countsOf(resources.map(({ checks }) => ({ outcome: outcomeOf(checks) })));
  const ids = resources.flatMap(({ subject, checks }) =>
    ['failed', 'unknown'].includes(outcomeOf(checks)) ? (subject.resourceId ?? []) : [],
  );
  const wanting = resources.length - passed;
  const actions: readonly (readonly [BoxText, () => unknown])[] = [
    [say`Show`, () => documents.show(say`Verification`, reportFile(report, 'md').text as Markdown)],
    ...(ids.length > 0 ? [[say`Fix…`, run('arcGateway.verification.fix', { resourceIds: ids })] as const] : []),
    [say`Save report…`, run('arcGateway.verification.saveReport')],
  ];
  const [show, message] =
    wanting > 0 ? ([showWarning, attention(passed, wanting)] as const) : ([showInformation, allWell(passed)] as const);
  void show(message, ...actions.map(([title]) => title)).then((chosen) => {
    void actions.find(([title]) => title === chosen)?.[1]();
  });
}

const run = (command: CommandId, argument?: unknown) => () => vscode.commands.executeCommand(command, argument);

const allWell = (count: number): BoxText => plural(count, { one: say`1 verified.`, other: say`${count} verified.` });

const attention = (passed: number, wanting: number): BoxText =>
  plural(wanting, {
    one: say`${passed} verified, 1 needs attention.`,
    other: say`${passed} verified, ${wanting} need attention.`,
  });
