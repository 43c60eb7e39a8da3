import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { zonedTimeText } from '../../kernel/text/timeText';
import { connectionOf } from '../../planning/site';

import { fleetPlaybook, reportFile, shownText, type VerificationReport } from '../engine';
import { askWhereToSave } from '../../vscode/boxes/fileDialogs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { nameOf, startFolder } from '../../vscode/files';
import { serversIn, siteFiles } from '../../vscode/siteFiles';

const forms: readonly (PickItem & { readonly extension: Parameters<typeof reportFile>[1] })[] = [
  { label: say`$(markdown) Markdown`, detail: say`To read, commit, and review`, extension: 'md' },
  { label: say`$(json) JSON`, detail: say`To archive and compare`, extension: 'json' },
  { label: say`$(beaker) JUnit XML`, detail: say`For a pipeline`, extension: 'xml' },
];

export async function saveReport(report: VerificationReport): Promise<void> {
  const form = await pickOne(forms, {
    title: say`Save verification report`,
    placeHolder: say`${foreign('azureName', shownText(report.scope))}, ${foreign('sentence', zonedTimeText(report.at))}`,
    matchOnDetail: true,
  });
  if (!form) return;
  const { fileName, text } = reportFile(report, form.extension);
  await save(fileName, text, say`Save report`);
}

export async function saveFleetPlaybook(): Promise<void> {
  const { fileName, text } = fleetPlaybook(await chooseNeeds());
  await save(fileName, text, say`Save playbook`);
}

/** What the agents are to check beyond their defaults: as a site file has it, if there is one. */
async function chooseNeeds(): Promise<Parameters<typeof fleetPlaybook>[0]> {
  const uris = await siteFiles();
  if (uris.length === 0) return {};
  const none = { label: say`Machines of any site`, detail: say`Only what the agent checks by default`, uri: undefined };
  const sites = uris.map((uri) => ({
    label: foreign('fileName', nameOf(uri)),
    description: foreign('fileName', vscode.workspace.asRelativePath(uri)),
    detail: say`Also the endpoints of its scenarios and of its private link`,
    uri,
  }));
  const chosen = await pickOne([...sites, none], {
    title: say`Save fleet playbook`,
    placeHolder: say`Choose the site whose machines are verified`,
    matchOnDescription: true,
  });
  if (!chosen) throw canceled();
  if (!chosen.uri) return {};
  const document = await vscode.workspace.openTextDocument(chosen.uri);
  const site = serversIn(document.getText(), nameOf(chosen.uri));
  return { connection: connectionOf(site), ...(site.scenarios ? { scenarios: site.scenarios } : {}) };
}

async function save(name: string, text: string, label: BoxText): Promise<void> {
  const uri = await askWhereToSave({
    defaultUri: vscode.Uri.joinPath(startFolder(), name),
    saveLabel: label,
  });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
}
