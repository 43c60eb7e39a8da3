import * as vscode from 'vscode';
import { cancelled, type RemoteScript, type RemoteTarget, type RemoteWay } from '../../core';
import type { CommandDocument } from './commandDocument';
import type { MachineWays, RunsOnTarget } from './machineWays';
import type { Runners } from './runners';

const run = 'Run';
const showCommands = 'Show Commands';
const mostNames = 8;
/** A dialog that is drawn by the system cannot be scrolled. What goes to PowerShell is encoded, and says nothing to a reader. */
const longestCommand = 1200;
const beginning = 400;

const wayNames: Readonly<Record<RemoteWay, string>> = {
  ssh: 'over SSH',
  runCommand: 'by Azure run command',
  local: 'on this machine',
};

interface Asking {
  readonly ways: MachineWays;
  readonly runners: Runners;
  readonly document: CommandDocument;
  /** A sentence on when the scripts run. */
  readonly note?: string | undefined;
}

/** Shows what has not run on a machine yet, before it does. Throws `Cancelled` when the person does not want that. */
export async function askConsent(
  targets: readonly RemoteTarget[],
  scripts: readonly RemoteScript[],
  { ways, runners, document, note }: Asking,
): Promise<void> {
  const wayTo = (target: RemoteTarget): RemoteWay => ways.wayOf(target)?.way ?? 'ssh';
  const nameOf = (target: RemoteTarget): string => {
    const settled = ways.wayOf(target);
    const isElsewhere = settled?.way === 'ssh' && settled.host !== target.name;
    return isElsewhere ? `${target.name} (${settled.host})` : target.name;
  };
  const runs = targets
    .map((target) => ({
      target,
      scripts: scripts.filter((script) => isFor(script, target) && !ways.hasAgreed(target, script)),
    }))
    .filter((each) => each.scripts.length > 0);
  const [only, ...others] = runs;
  if (!only) return;
  const commandLine = (target: RemoteTarget, script: RemoteScript): string =>
    runners[wayTo(target)].commandLine(target, script);
  const chosen = await vscode.window.showWarningMessage(
    others.length === 0 ? `Run this on ${only.target.name}?` : `Run this on ${runs.length} machines?`,
    {
      modal: true,
      detail: [...summaryOf(runs, { wayTo, nameOf }, note), ...commandsOf(runs, wayTo, commandLine)].join('\n'),
    },
    run,
    showCommands,
  );
  if (chosen === showCommands) {
    await document.show(runs.map((each) => ({ ...each, runner: runners[wayTo(each.target)] })));
    await confirmShown(runs.length);
  } else if (chosen !== run) throw cancelled();
  await ways.agree(runs);
}

const isFor = ({ shell }: RemoteScript, { os }: RemoteTarget): boolean =>
  (shell === 'powershell') === (os === 'windows');

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

function summaryOf(
  runs: readonly RunsOnTarget[],
  { wayTo, nameOf }: { wayTo: (target: RemoteTarget) => RemoteWay; nameOf: (target: RemoteTarget) => string },
  note: string | undefined,
): readonly string[] {
  // What is done in bash on some and in PowerShell on others is one thing to a person.
  const doing = new Set(
    runs
      .flatMap(({ scripts }) => scripts)
      .map(({ title, isElevated }) => `• ${title}${isElevated ? ' (as root or an administrator)' : ''}`),
  );
  const places = [...Map.groupBy(runs, ({ target }) => wayTo(target))].map(([way, there]) => {
    const names = there.map(({ target }) => nameOf(target));
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return `${wayNames[way]}: ${names.slice(0, mostNames).join(', ')}${more}`;
  });
  const when = note === undefined ? [] : [note, ''];
  return [...doing, '', ...when, ...places, '', 'You are not asked again for the same machine and script.'];
}

/**
 * The command that is started for the first machine of each way and shell. Those of the others differ in the host, and
 * those of further scripts in how long they may take.
 */
function commandsOf(
  runs: readonly RunsOnTarget[],
  wayTo: (target: RemoteTarget) => RemoteWay,
  commandLine: (target: RemoteTarget, script: RemoteScript) => string,
): readonly string[] {
  const kinds = Map.groupBy(runs, ({ target }) => `${wayTo(target)} ${target.os}`);
  return [...kinds.values()].flatMap(([first, ...others]) => {
    const [script] = first?.scripts ?? [];
    if (!first || !script) return [];
    const { target } = first;
    const more = others.length === 0 ? '' : ', and the same for the others';
    return ['', `What is started for ${target.name}${more}:`, shortened(commandLine(target, script))];
  });
}

const shortened = (command: string): string =>
  command.length <= longestCommand ? command : `${command.slice(0, beginning)}… (${showCommands} has the rest)`;
