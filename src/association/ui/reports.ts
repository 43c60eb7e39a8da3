import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { associationReport, runReport, type RunRecord } from '../engine';
import { askWhereToSave } from '../../vscode/boxes/fileDialogs';
import { showInformation } from '../../vscode/boxes/messages';
import { startFolder } from '../../vscode/files';
import type { ReadOnlyDocuments } from '../../vscode/readOnlyDocument';

/** Read-only; the commands and the toast save it. */
export async function showReport(documents: ReadOnlyDocuments, record: RunRecord): Promise<void> {
  const { goal } = record.head.plan;
  const title = goal.kind === 'associate' ? say`Report of an association` : say`Report of a detachment`;
  await documents.show(title, associationReport(record));
}

export async function saveReport(record: RunRecord): Promise<void> {
  const stamp = record.head.startedAt.slice(0, 16).replaceAll(':', '').replace('T', '-');
  const target = await askWhereToSave({
    title: say`Save report`,
    defaultUri: vscode.Uri.joinPath(startFolder(), `arc-association-${stamp}.md`),
    filters: { Markdown: ['md'] },
  });
  if (!target) return;
  const base = target.path.replace(/\.md$/i, '');
  const [markdown, csv] = [target.with({ path: `${base}.md` }), target.with({ path: `${base}.csv` })];
  await vscode.workspace.fs.writeFile(markdown, Buffer.from(runReport(record, 'md')));
  await vscode.workspace.fs.writeFile(csv, Buffer.from(runReport(record, 'csv')));
  const [markdownName, csvName] = [nameIn(markdown), nameIn(csv)];
  void showInformation(say`The report is saved as ${markdownName} and ${csvName}.`);
}

const nameIn = ({ path }: vscode.Uri): BoxText => foreign('fileName', posix.basename(path));
