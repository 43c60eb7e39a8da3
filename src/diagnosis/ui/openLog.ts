import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { type Markdown, prose, subsection } from '../../kernel/text/markdown';
import { type ArcLog, diagnose, explanation, logReport, summarizeLog } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import { withProgress } from '../../vscode/boxes/progress';
import { nameOf } from '../../vscode/files';
import { type KnownNetwork, knownNetwork } from './knownNetwork';
import { chooseLogFile, chooseLogFolder, chunksOf, isArchive } from './logFile';
import { LogReading } from './logReading';
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
  return showLog(dependencies, uri);
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

async function showLog(dependencies: Dependencies, uri: vscode.Uri): Promise<void> {
  const name = nameOf(uri);
  const reading = new LogReading();
  const isOfArchive = await withProgress(say`Reading ${foreign('fileName', name)}`, async (_, signal) => {
    for await (const chunk of chunksOf(uri)) {
      if (signal.aborted) throw canceled();
      if (reading.isEmpty && isArchive(chunk)) return true;
      reading.add(chunk);
      // Lets a cancel in.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
  });
  if (isOfArchive) {
    const { openArchive } = await import('./openBundle');
    return openArchive(dependencies, name, await vscode.workspace.fs.readFile(uri));
  }
  const { log, tail, remarks } = reading.end();
  await dependencies.documents.show(say`Arc log`, await summaryOf(name, log, tail, remarks));
}

/** `searched`: where known errors are looked for. `network`: default, that of the workspace’s site file. */
export async function summaryOf(
  origin: string,
  log: ArcLog,
  searched: string,
  remarks: readonly string[] = [],
  network?: KnownNetwork,
): Promise<Markdown> {
  const { routing, remark } = network ?? (await knownNetwork());
  const known = diagnose(searched);
  const summary = logReport(origin, log, summarizeLog(log, routing), [...remarks, remark]);
  if (known.length === 0) return summary;
  return prose`${summary}\n${subsection(explanation(origin, known))}`;
}
