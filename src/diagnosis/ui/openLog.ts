import * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import { type Markdown, prose, subsection } from '../../kernel/text/markdown';
import { diagnose, explanation, logReport, parseArcLog, summarizeLog } from '../engine';
import { nameOf } from '../../vscode/files';
import { knownNetwork } from './knownNetwork';
import { chooseLogFile, readLogFile } from './logFile';
import type { DiagnosisDependencies } from './dependencies';

/** A file of the explorer, or one the person chooses. */
export async function openLog(
  { documents }: Pick<DiagnosisDependencies, 'documents'>,
  argument: unknown,
): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await chooseLogFile(say`Summarize Arc log`);
  const text = await readLogFile(uri);
  await documents.show(say`Arc log`, await summaryOf(nameOf(uri), text, text));
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
