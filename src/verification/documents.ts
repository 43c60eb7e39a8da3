import * as vscode from 'vscode';
import {
  type CheckDrift,
  fleetPlaybook,
  reportJson,
  reportJunit,
  reportMarkdown,
  type VerificationReport,
} from '../core';
import { startFolder } from '../host/files';

type Write = (report: VerificationReport, drift: readonly CheckDrift[]) => string;

const forms: readonly (vscode.QuickPickItem & { readonly extension: string; readonly write: Write })[] = [
  { label: '$(markdown) Markdown', detail: 'To read, commit and review', extension: 'md', write: reportMarkdown },
  { label: '$(json) JSON', detail: 'To keep, and to compare', extension: 'json', write: reportJson },
  { label: '$(beaker) JUnit XML', detail: 'For a pipeline', extension: 'xml', write: reportJunit },
];

/** Saves what was verified in this window last, in the form the person chooses, and opens it. */
export async function saveReport(report: VerificationReport, drift: readonly CheckDrift[]): Promise<void> {
  const form = await vscode.window.showQuickPick(forms, {
    title: 'Save verification report',
    placeHolder: `${report.scope}, ${report.at}`,
    matchOnDetail: true,
  });
  if (!form) return;
  const stem = report.scope.replace(/[^\w.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'machines';
  const name = `verification-${stem}-${report.at.slice(0, 10)}.${form.extension}`;
  await save(name, form.write(report, drift), 'Save Report');
}

/** Saves the playbook that verifies a fleet by the person's own Ansible. */
export async function saveFleetPlaybook(): Promise<void> {
  const { fileName, text } = fleetPlaybook();
  await save(fileName, text, 'Save Playbook');
}

async function save(name: string, text: string, label: string): Promise<void> {
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(startFolder(), name),
    saveLabel: label,
  });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
}
