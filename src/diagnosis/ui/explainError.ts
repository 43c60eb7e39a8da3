import { isRecord } from '../../kernel/isRecord';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { diagnose, explanation } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import { nameOf } from '../../vscode/files';
import { chooseLogFile, readLogFile } from './logFile';
import type { DiagnosisDependencies } from './dependencies';

const title = say`Explain Arc error`;

export const isKnown = (text: string): boolean => diagnose(text).length > 0;

interface ErrorText {
  /** Names the source of the text. */
  readonly origin: string;
  readonly text: string;
  /** The line of its source that the text starts at. */
  readonly firstLine?: number;
}

/** Explains the `{ origin, text }` of another command, the selection, or what the person chooses. */
export async function explainError(
  { documents }: Pick<DiagnosisDependencies, 'documents'>,
  argument: unknown,
): Promise<void> {
  const { origin, text, firstLine } = argumentText(argument) ?? selectedText() ?? (await chooseText());
  await documents.show(say`Arc error explained`, explanation(origin, diagnose(text), firstLine));
}

function argumentText(argument: unknown): ErrorText | undefined {
  if (!isRecord(argument)) return undefined;
  const { text } = argument;
  const origin = typeof argument.origin === 'string' ? argument.origin : l10n.t('Text');
  return typeof text === 'string' ? { origin, text } : undefined;
}

function selectedText(): ErrorText | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const origin = l10n.t`Selection in ${nameOf(document.uri)}`;
  return { origin, text: document.getText(selection), firstLine: selection.start.line + 1 };
}

async function chooseText(): Promise<ErrorText> {
  const document = vscode.window.activeTextEditor?.document;
  const sources = [
    ...(document
      ? [
          {
            label: say`$(file) ${foreign('fileName', nameOf(document.uri))}`,
            description: say`whole file`,
            read: () => whole(document),
          },
        ]
      : []),
    { label: say`$(clippy) Clipboard`, read: fromClipboard },
    { label: say`$(folder-opened) Choose a log file…`, read: fromFile },
  ];
  const picked = await pickOne(sources, { title, placeHolder: say`Where is the error?` });
  if (!picked) throw canceled();
  return picked.read();
}

const whole = (document: vscode.TextDocument): Promise<ErrorText> =>
  Promise.resolve({ origin: nameOf(document.uri), text: document.getText() });

const fromClipboard = async (): Promise<ErrorText> => ({
  origin: l10n.t('Clipboard'),
  text: await vscode.env.clipboard.readText(),
});

async function fromFile(): Promise<ErrorText> {
  const uri = await chooseLogFile(title);
  return { origin: nameOf(uri), text: await readLogFile(uri) };
}
