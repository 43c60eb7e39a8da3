import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RemoteOutcome, RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import { collectLogs, parseArcLog, proxyPart } from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { withProgress } from '../../vscode/boxes/progress';
import { saveText, startFolder } from '../../vscode/files';
import { remoteTarget } from '../../vscode/commandArguments';
import { summaryOf } from './openLog';
import { logsNotRead } from './errors';
import type { DiagnosisDependencies } from './dependencies';

const save = say`Save raw text…`;

export async function collectArcLogs(
  { inventory, remoteAccess, documents }: DiagnosisDependencies,
  argument: unknown,
): Promise<void> {
  const target = remoteTarget(inventory.inventory, argument);
  const script = collectLogs(target.os);
  const session = await remoteAccess.open([target], [script]);
  const activity = inventory.rowActivities.begin(l10n.t('collecting logs'));
  const outcome = await withProgress(say`Collecting the logs of ${foreign('azureName', target.name)}`, (_, signal) =>
    activity.around(target.resourceId, () => session.run(target, script, signal)),
  );
  const text = textOf(target, outcome);
  const { text: lines, linesBefore } = proxyPart(text);
  const remarks = [
    ...(outcome.isTruncated ? [truncated(session.transportOf(target) === 'runCommand')] : []),
    ...(linesBefore > 0
      ? [
          l10n.t`Line numbers count from the start of the Arc proxy’s part, which follows line ${linesBefore} of the raw text.`,
        ]
      : []),
  ];
  await documents.show(
    say`Arc logs of ${foreign('azureName', target.name)}`,
    await summaryOf(l10n.t`Logs of ${target.name}`, parseArcLog(lines), text, remarks),
  );
  await offerRawText(target.name, text);
}

function textOf({ name }: RemoteTarget, outcome: RemoteOutcome): string {
  if (outcome.exitCode !== 0 || outcome.stdout.trim() === '') throw logsNotRead(name, outcome);
  return redact(cleanOutput(outcome.stdout));
}

const truncated = (isRunCommand: boolean): string =>
  isRunCommand
    ? l10n.t('A run command returns only 4 KB: the last lines of the Arc proxy’s log. SSH returns all of it.')
    : l10n.t('The logs are longer. Only the last part of each was collected.');

async function offerRawText(name: string, text: string): Promise<void> {
  const message = say`The logs of ${foreign('azureName', name)} are summarized. Secrets are removed from the raw text.`;
  if ((await showInformation(message, save)) !== save) return;
  const fileName = `arc-logs-${name.replace(/[^\w.-]/g, '_')}.txt`;
  await saveText(
    { fileName, text },
    { [l10n.t('Text')]: ['txt', 'log'] },
    vscode.Uri.joinPath(startFolder(), fileName),
  );
}
