import { canceled } from '../../kernel/errors';
import type { RemoteScript, RemoteTarget, RemoteTransport } from '../../kernel/ports';
import { type BoxText, bullets, foreign, joined, lines, paragraphs, say } from '../../kernel/text/boxText';
import { plural, translated } from '../../kernel/text/phrases';
import { confirmRisk } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
import type { CommandDocument } from './commandDocument';
import type { MachineConnections, RunsOnTarget } from './machineConnections';
import type { Runners } from './runners';

const run = say`Run`;
const readFirst = say`Read first`;
const mostNames = 8;

const machinesBy: Readonly<Record<RemoteTransport, (names: BoxText) => BoxText>> = {
  ssh: (names) => say`Over SSH: ${names}`,
  runCommand: (names) => say`By Azure run command: ${names}`,
  local: (names) => say`On this machine: ${names}`,
};

interface Asking {
  readonly connections: MachineConnections;
  readonly runners: Runners;
  readonly document: CommandDocument;
  /** When the scripts run. */
  readonly note?: BoxText | undefined;
}

/** Shows what is new to a machine. Throws `Canceled` without consent. */
export async function askConsent(
  targets: readonly RemoteTarget[],
  scripts: readonly RemoteScript[],
  { connections, runners, document, note }: Asking,
): Promise<void> {
  const transportTo = (target: RemoteTarget): RemoteTransport => connections.connectionTo(target)?.transport ?? 'ssh';
  const nameOf = (target: RemoteTarget): BoxText => {
    const name = foreign('azureName', target.name);
    const connection = connections.connectionTo(target);
    const isElsewhere = connection?.transport === 'ssh' && connection.host !== target.name;
    return isElsewhere ? say`${name} (${foreign('sshHost', connection.host)})` : name;
  };
  const runs = targets
    .map((target) => ({
      target,
      scripts: scripts.filter((script) => isFor(script, target) && !connections.hasAgreed(target, script)),
    }))
    .filter((each) => each.scripts.length > 0);
  const [only, ...others] = runs;
  if (!only) return;
  await document.show(runs.map((each) => ({ ...each, runner: runners[transportTo(each.target)] })));
  const question =
    others.length === 0
      ? say`Run this on ${foreign('azureName', only.target.name)}?`
      : say`Run this on ${runs.length} machines?`;
  const chosen = await confirmRisk(question, detailOf(runs, { transportTo, nameOf }, note), run, readFirst);
  if (chosen === readFirst) await confirmRead(runs.length);
  else if (chosen !== run) throw canceled();
  await connections.agree(runs);
}

const isFor = ({ shell }: RemoteScript, { os }: RemoteTarget): boolean =>
  (shell === 'powershell') === (os === 'windows');

/** A quick pick leaves the document scrollable. */
async function confirmRead(count: number): Promise<void> {
  const go = {
    label: plural(count, { one: say`$(play) Run on the machine`, other: say`$(play) Run on ${count} machines` }),
  };
  const chosen = await pickOne([go, { label: say`$(close) Do not run` }], {
    title: say`Run these commands?`,
    placeHolder: say`The document shows the commands and scripts exactly as they will run`,
  });
  if (chosen !== go) throw canceled();
}

function detailOf(
  runs: readonly RunsOnTarget[],
  {
    transportTo,
    nameOf,
  }: { transportTo: (target: RemoteTarget) => RemoteTransport; nameOf: (target: RemoteTarget) => BoxText },
  note: BoxText | undefined,
): BoxText {
  // A task may have a bash and a PowerShell script.
  const doing = new Set(
    runs
      .flatMap(({ scripts }) => scripts)
      .map(({ title, isElevated }) => {
        const task = foreign('sentence', translated(title));
        return isElevated ? say`${task} (as root or an administrator)` : task;
      }),
  );
  const places = [...Map.groupBy(runs, ({ target }) => transportTo(target))].map(([transport, there]) => {
    const names = there.map(({ target }) => nameOf(target));
    return machinesBy[transport](joined(names, ', ', mostNames));
  });
  return paragraphs(
    bullets([...doing]),
    ...(note === undefined ? [] : [note]),
    lines(...places),
    say`The editor shows the commands. You are not asked again for the same script on the same machine.`,
  );
}
