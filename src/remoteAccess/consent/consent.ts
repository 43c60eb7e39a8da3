import { cancelled } from '../../kernel/errors';
import type { RemoteScript, RemoteTarget, RemoteTransport } from '../../kernel/ports';
import { type BoxText, bullets, foreign, joined, lines, paragraphs, say } from '../../kernel/text/boxText';
import { confirmRisk } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
import type { CommandDocument } from './commandDocument';
import type { MachineConnections, RunsOnTarget } from './machineConnections';
import type { Runners } from './runners';

const run = say`Run`;
const readFirst = say`Read First`;
const mostNames = 8;

const transportNames: Readonly<Record<RemoteTransport, BoxText>> = {
  ssh: say`over SSH`,
  runCommand: say`by Azure run command`,
  local: say`on this machine`,
};

interface Asking {
  readonly connections: MachineConnections;
  readonly runners: Runners;
  readonly document: CommandDocument;
  /** A sentence on when the scripts run. */
  readonly note?: BoxText | undefined;
}

/**
 * Shows what has not run on a machine yet, before it does: the commands to the letter in a document, and what they are for
 * in the question before it. Throws `Cancelled` when the person does not want that.
 */
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
  else if (chosen !== run) throw cancelled();
  await connections.agree(runs);
}

const isFor = ({ shell }: RemoteScript, { os }: RemoteTarget): boolean =>
  (shell === 'powershell') === (os === 'windows');

/** Asks above the document, so that it can be scrolled. */
async function confirmRead(count: number): Promise<void> {
  const go = { label: count === 1 ? say`$(play) Run on the machine` : say`$(play) Run on ${count} machines` };
  const chosen = await pickOne([go, { label: say`$(close) Do Not Run` }], {
    title: say`Run these commands?`,
    placeHolder: say`The document shows the commands and scripts as they will run`,
    ignoreFocusOut: true,
  });
  if (chosen !== go) throw cancelled();
}

function detailOf(
  runs: readonly RunsOnTarget[],
  {
    transportTo,
    nameOf,
  }: { transportTo: (target: RemoteTarget) => RemoteTransport; nameOf: (target: RemoteTarget) => BoxText },
  note: BoxText | undefined,
): BoxText {
  // What is done in bash on some and in PowerShell on others is one thing to a person.
  const doing = new Set(
    runs
      .flatMap(({ scripts }) => scripts)
      .map(({ title, isElevated }) =>
        isElevated ? say`${foreign('sentence', title)} (as root or an administrator)` : foreign('sentence', title),
      ),
  );
  const places = [...Map.groupBy(runs, ({ target }) => transportTo(target))].map(([transport, there]) => {
    const names = there.map(({ target }) => nameOf(target));
    return say`${transportNames[transport]}: ${joined(names, ', ', mostNames)}`;
  });
  return paragraphs(
    bullets([...doing]),
    ...(note === undefined ? [] : [note]),
    lines(...places),
    say`The commands stand in the editor. You are not asked again for the same machine and script.`,
  );
}
