import { isRecord } from '../../kernel/isRecord';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { diagnose, explanation } from '../engine';
import { askText } from '../../vscode/boxes/inputs';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { nameOf } from '../../vscode/files';
import { chooseLogFile, isArchive, logText } from './logFile';
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

interface ErrorSource extends PickItem {
  readonly read: () => Promise<ErrorText | vscode.Uri>;
}

/** Explains the `{ origin, text }` of another command, the selection, or what the person chooses. */
export async function explainError(
  { documents }: Pick<DiagnosisDependencies, 'documents'>,
  argument: unknown,
): Promise<void> {
  const chosen = argumentText(argument) ?? selectedText() ?? (await chooseText());
  if (chosen instanceof vscode.Uri) {
    const { openLog } = await import('./openLog');
    await openLog({ documents }, chosen);
    return;
  }
  const { origin, text, firstLine } = chosen;
  await documents.show(say`Arc error explained`, explanation(origin, diagnose(text), firstLine));
}

export async function explainClipboard({ documents }: Pick<DiagnosisDependencies, 'documents'>): Promise<void> {
  await explainError({ documents }, await fromClipboard());
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

/** An archive of logs stays a file. */
async function chooseText(): Promise<ErrorText | vscode.Uri> {
  const document = vscode.window.activeTextEditor?.document;
  const sources: readonly ErrorSource[] = [
    { label: say`$(edit) Type or paste…`, description: say`a message, or a code alone`, read: typed },
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

async function fromFile(): Promise<ErrorText | vscode.Uri> {
  const uri = await chooseLogFile(title);
  const bytes = await vscode.workspace.fs.readFile(uri);
  return isArchive(bytes) ? uri : { origin: nameOf(uri), text: logText(bytes) };
}

async function typed(): Promise<ErrorText> {
  const text = await askText({
    title,
    prompt: say`For several lines, copy them and choose Clipboard instead.`,
    placeHolder: say`An error message, or a code such as AZCM0026, AADSTS700016, 0x80092013, or 407`,
  });
  if (text === undefined || text.trim() === '') throw canceled();
  return { origin: l10n.t('Typed text'), text };
}
