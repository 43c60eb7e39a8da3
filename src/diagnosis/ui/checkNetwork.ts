import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import { nameOf } from '../../vscode/files';
import { chooseSiteFile, isSiteFile, siteIn, siteOf } from '../../vscode/siteFiles';
import { runProbePlan } from './runProbePlan';
import { chooseProbeMachine } from './chooseProbeMachine';
import { nothingToProbe, notTrusted } from './errors';
import { chooseProbeTarget, hereRemark, probeTargets } from './probeTargets';
import type { DiagnosisDependencies } from './dependencies';

export async function checkNetwork(dependencies: DiagnosisDependencies, argument: unknown): Promise<void> {
  refuseUntrusted();
  const uri = await siteFile(argument);
  const fileName = nameOf(uri);
  const { site, unread } = siteIn((await vscode.workspace.openTextDocument(uri)).getText(), fileName);
  const targets = probeTargets(site);
  if (targets.length === 0) throw nothingToProbe(fileName);
  const target = await chooseProbeTarget(targets);
  const { plan } = target;
  const machine = await chooseProbeMachine(target);
  const run = await runProbePlan(dependencies, machine, plan);
  const remarks = [
    ...(unread.length === 0 ? [] : [l10n.t('A part of the site file can’t be read, so its endpoints aren’t checked.')]),
    ...(machine ? [] : [hereRemark(target)]),
    ...run.remarks,
  ];
  const { showPrecheck } = await import('./showPrecheck');
  await showPrecheck(dependencies, { uri, site, target, machine, run: { ...run, remarks } });
}

/** A site file from an unknown source may name any host. */
function refuseUntrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw notTrusted();
}

/** From the explorer, the active editor, or the person's choice. */
async function siteFile(argument: unknown): Promise<vscode.Uri> {
  const given = siteOf(argument);
  if (given) return given;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const active = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
  if (active && isSiteFile(active)) return active;
  return chooseSiteFile({
    title: say`Check network`,
    placeHolder: say`Choose the site file whose endpoints to check`,
    none: say`The check needs a site file (*.arc.json), and this workspace has none.`,
  });
}
