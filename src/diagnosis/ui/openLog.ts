import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { say } from '../../kernel/text/boxText';
import { type Markdown, prose, subsection } from '../../kernel/text/markdown';
import { diagnose, explanation, logReport, parseArcLog, summarizeLog } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import { nameOf } from '../../vscode/files';
import { knownNetwork } from './knownNetwork';
import { chooseLogFile, chooseLogFolder, isArchive, logText } from './logFile';
import type { DiagnosisDependencies } from './dependencies';

type Dependencies = Pick<DiagnosisDependencies, 'documents'>;

const title = say`Summarize Arc log`;

/** A log, an archive of logs, or a folder of them, of the explorer or as the person chooses. */
export async function openLog(dependencies: Dependencies, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await chooseSource();
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) !== 0) {
    const { openFolder } = await import('./openBundle');
    return openFolder(dependencies, uri);
  }
  return showLog(dependencies, nameOf(uri), await vscode.workspace.fs.readFile(uri));
}

async function chooseSource(): Promise<vscode.Uri> {
  const sources = [
    {
      label: say`$(file) Log file or ZIP archive…`,
      description: say`for example the archive of azcmagent logs`,
      choose: chooseLogFile,
    },
    {
      label: say`$(folder) Folder…`,
      description: say`for example that of az connectedk8s troubleshoot`,
      choose: chooseLogFolder,
    },
  ];
  const picked = await pickOne(sources, { title, placeHolder: say`What contains the logs?` });
  if (!picked) throw canceled();
  return picked.choose(title);
}

async function showLog(dependencies: Dependencies, name: string, bytes: Uint8Array): Promise<void> {
  if (isArchive(bytes)) {
    const { openArchive } = await import('./openBundle');
    return openArchive(dependencies, name, bytes);
  }
  const text = logText(bytes);
  await dependencies.documents.show(say`Arc log`, await summaryOf(name, text, text));
}

export async function summaryOf(
  origin: string,
  lines: string,
  all: string,
  remarks: readonly string[] = [],
): Promise<Markdown> {
  const { routing, remark } = await knownNetwork();
  const log = parseArcLog(lines);
  const known = diagnose(all);
  const summary = logReport(origin, log, summarizeLog(log, routing), [...remarks, remark]);
  if (known.length === 0) return summary;
  return prose`${summary}\n${subsection(explanation(origin, known))}`;
}
