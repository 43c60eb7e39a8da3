import * as vscode from 'vscode';
import { cancelled, type RemoteScript, type RemoteTarget, type RemoteWay } from '../../core';
import type { CommandDocument } from './commandDocument';
import type { MachineWays } from './machineWays';
import type { Runners } from './runners';

const run = 'Run';
const showCommands = 'Show Commands';
const mostNames = 8;

const wayNames: Readonly<Record<RemoteWay, string>> = {
  ssh: 'over SSH',
  runCommand: 'by Azure run command',
  local: 'on this machine',
};

/** Shows what has not run on a machine yet, before it does. Throws `Cancelled` when the person does not want that. */
export async function askConsent(
  targets: readonly RemoteTarget[],
  scripts: readonly RemoteScript[],
  ways: MachineWays,
  runners: Runners,
  document: CommandDocument,
): Promise<void> {
  const isNew = (target: RemoteTarget, script: RemoteScript): boolean => !ways.hasAgreed(target, script);
  const newTargets = targets.filter((target) => scripts.some((script) => isNew(target, script)));
  if (newTargets.length === 0) return;
  const newScripts = scripts.filter((script) => newTargets.some((target) => isNew(target, script)));
  const chosen = await vscode.window.showWarningMessage(
    newTargets.length === 1 ? `Run this on ${newTargets[0]?.name}?` : `Run this on ${newTargets.length} machines?`,
    { modal: true, detail: detailOf(newTargets, newScripts, ways) },
    run,
    showCommands,
  );
  if (chosen === showCommands) {
    const runs = newTargets.map((target) => ({ target, runner: runners[ways.wayOf(target)?.way ?? 'ssh'] }));
    await document.show(runs, newScripts);
    await confirmShown(newTargets.length);
  } else if (chosen !== run) throw cancelled();
  await ways.agree(newTargets, newScripts);
}

/** Beside the document, so that it can be read. */
async function confirmShown(count: number): Promise<void> {
  const go = { label: `$(play) Run on ${count === 1 ? 'the machine' : `${count} machines`}` };
  const chosen = await vscode.window.showQuickPick([go, { label: '$(close) Do Not Run' }], {
    title: 'Run these commands?',
    placeHolder: 'The document shows the commands and scripts as they will run',
    ignoreFocusOut: true,
  });
  if (chosen !== go) throw cancelled();
}

function detailOf(targets: readonly RemoteTarget[], scripts: readonly RemoteScript[], ways: MachineWays): string {
  const doing = scripts.map(
    ({ title, isElevated }) => `• ${title}${isElevated ? ' (as root or an administrator)' : ''}`,
  );
  const kinds = [...new Set(targets.map((target) => ways.wayOf(target)?.way ?? 'ssh'))];
  const places = kinds.map((way) => {
    const names = targets.filter((target) => (ways.wayOf(target)?.way ?? 'ssh') === way).map(({ name }) => name);
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return `${wayNames[way]}: ${names.slice(0, mostNames).join(', ')}${more}`;
  });
  return [...doing, '', ...places, '', 'You are not asked again for the same machine and script.'].join('\n');
}
