import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { runReport, type RunRecord } from '../engine';
import { askWhereToSave } from '../../vscode/boxes/fileDialogs';
import { showInformation } from '../../vscode/boxes/messages';
import { startFolder } from '../../vscode/files';

export async function showReport(record: RunRecord): Promise<void> {
  const content = runReport(record, 'md');
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('markdown.showPreview', document.uri);
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
