import * as vscode from 'vscode';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { fleetPlaybook, reportFile, shownText, type VerificationReport } from '../engine';
import { askWhereToSave } from '../../vscode/boxes/fileDialogs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { startFolder } from '../../vscode/files';

const forms: readonly (PickItem & { readonly extension: Parameters<typeof reportFile>[1] })[] = [
  { label: say`$(markdown) Markdown`, detail: say`To read, commit, and review`, extension: 'md' },
  { label: say`$(json) JSON`, detail: say`To archive and compare`, extension: 'json' },
  { label: say`$(beaker) JUnit XML`, detail: say`For a pipeline`, extension: 'xml' },
];

export async function saveReport(report: VerificationReport): Promise<void> {
  const form = await pickOne(forms, {
    title: say`Save verification report`,
    placeHolder: say`${foreign('azureName', shownText(report.scope))}, ${foreign('sentence', report.at)}`,
    matchOnDetail: true,
  });
  if (!form) return;
  const { fileName, text } = reportFile(report, form.extension);
  await save(fileName, text, say`Save report`);
}

export async function saveFleetPlaybook(): Promise<void> {
  const { fileName, text } = fleetPlaybook();
  await save(fileName, text, say`Save playbook`);
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
