import * as vscode from 'vscode';
import { withoutEnd } from '../../kernel/scan';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type CheckDrift, fleetPlaybook, reportFormats, type VerificationReport } from '../engine';
import { askWhereToSave } from '../../vscode/boxes/fileDialogs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { startFolder } from '../../vscode/files';

const forms: readonly (PickItem & { readonly extension: keyof typeof reportFormats })[] = [
  { label: say`$(markdown) Markdown`, detail: say`To read, commit, and review`, extension: 'md' },
  { label: say`$(json) JSON`, detail: say`To archive and compare`, extension: 'json' },
  { label: say`$(beaker) JUnit XML`, detail: say`For a pipeline`, extension: 'xml' },
];

export async function saveReport(report: VerificationReport, drift: readonly CheckDrift[]): Promise<void> {
  const form = await pickOne(forms, {
    title: say`Save verification report`,
    placeHolder: say`${foreign('azureName', report.scope)}, ${foreign('sentence', report.at)}`,
    matchOnDetail: true,
  });
  if (!form) return;
  const stem = withoutEnd(report.scope.replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, ''), '.-') || 'machines';
  const name = `verification-${stem}-${report.at.slice(0, 10)}.${form.extension}`;
  await save(name, reportFormats[form.extension](report, drift), say`Save report`);
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
