import * as vscode from 'vscode';
import { ArcError } from '../../kernel/errors';
import type { RemoteOutcome, RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { collectLogs, proxyPart } from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { withProgress } from '../../vscode/boxes/progress';
import { saveText, startFolder } from '../../vscode/files';
import { remoteTarget } from '../../vscode/commandArguments';
import { summaryOf } from './openLog';
import type { DiagnosisNeeds } from './needs';

const save = say`Save Raw Text…`;
const shownTail = 2000;

/** Fetches the ends of a machine's logs over the way that is settled for it, and shows their summary. */
export async function collectArcLogs(
  { inventory, reach, documents }: DiagnosisNeeds,
  argument: unknown,
): Promise<void> {
  const target = remoteTarget(inventory.inventory, argument);
  const script = collectLogs(target.os);
  const session = await reach.open([target], [script]);
  const outcome = await withProgress(say`Collecting the logs of ${foreign('azureName', target.name)}`, (_, signal) =>
    session.run(target, script, signal),
  );
  const text = textOf(target, outcome);
  const { text: lines, linesBefore } = proxyPart(text);
  const remarks = [
    ...(outcome.isTruncated ? [truncated(session.wayOf(target) === 'runCommand')] : []),
    ...(linesBefore > 0
      ? [`The lines are counted from the Arc proxy’s part on, which follows line ${linesBefore} of the raw text.`]
      : []),
  ];
  await documents.show(
    say`Arc logs of ${foreign('azureName', target.name)}`,
    await summaryOf(`Logs of ${target.name}`, lines, text, remarks),
  );
  await offerRawText(target.name, text);
}

function textOf({ name }: RemoteTarget, { exitCode, stdout, stderr }: RemoteOutcome): string {
  if (exitCode === 0 && stdout.trim() !== '') return redact(cleanOutput(stdout));
  const tail = redact(cleanOutput(stderr || stdout)).slice(-shownTail);
  const message = `The logs of ${name} could not be read: the script ended with ${exitCode}${stdout.trim() === '' ? ' and printed nothing' : ''}. ${tail.trim().split('\n').at(-1) ?? ''}`;
  throw new ArcError({ code: 'RemoteFailed', exitCode, tail }, message.trim());
}

const truncated = (isRunCommand: boolean): string =>
  isRunCommand
    ? 'A run command carries 4 KB, so that this is only the very end of the Arc proxy’s log. SSH carries all of it.'
    : 'There was more than is collected; this is the end of each log.';

async function offerRawText(name: string, text: string): Promise<void> {
  const message = say`The logs of ${foreign('azureName', name)} are summarised. Secrets are taken out of the raw text.`;
  if ((await showInformation(message, save)) !== save) return;
  const fileName = `arc-logs-${name.replace(/[^\w.-]/g, '_')}.txt`;
  await saveText({ fileName, text }, { Text: ['txt', 'log'] }, vscode.Uri.joinPath(startFolder(), fileName));
}
