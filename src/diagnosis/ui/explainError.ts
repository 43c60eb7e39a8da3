import * as vscode from 'vscode';
import { cancelled } from '../../kernel/errors';
import { foreign, say } from '../../kernel/text/boxText';
import { diagnose, explanation } from '../engine';
import { pickOne } from '../../vscode/boxes/picks';
import { nameOf } from '../../vscode/files';
import { chooseLogFile, readLogFile } from './logFile';
import type { DiagnosisNeeds } from './needs';

const title = say`Explain Arc error`;

export const isKnown = (text: string): boolean => diagnose(text).length > 0;

interface Subject {
  /** Where the text is from, as a sentence begins. */
  readonly origin: string;
  readonly text: string;
  /** Which line of its origin the text begins with. */
  readonly firstLine?: number;
}

/**
 * Explains what is selected, what the person chooses, or what another part of the product hands over as
 * `{ origin, text }`.
 */
export async function explainError({ documents }: Pick<DiagnosisNeeds, 'documents'>, argument: unknown): Promise<void> {
  const { origin, text, firstLine } = handedOver(argument) ?? selected() ?? (await chosen());
  await documents.show(say`Arc error explained`, explanation(origin, diagnose(text), firstLine));
}

function handedOver(argument: unknown): Subject | undefined {
  if (typeof argument !== 'object' || argument === null || !('text' in argument)) return undefined;
  const { text } = argument;
  const origin = 'origin' in argument && typeof argument.origin === 'string' ? argument.origin : 'Text';
  return typeof text === 'string' ? { origin, text } : undefined;
}

function selected(): Subject | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const origin = `Selection in ${nameOf(document.uri)}`;
  return { origin, text: document.getText(selection), firstLine: selection.start.line + 1 };
}

async function chosen(): Promise<Subject> {
  const document = vscode.window.activeTextEditor?.document;
  const sources = [
    ...(document
      ? [
          {
            label: say`$(file) ${foreign('fileName', nameOf(document.uri))}`,
            description: say`all of it`,
            read: () => whole(document),
          },
        ]
      : []),
    { label: say`$(clippy) Clipboard`, read: fromClipboard },
    { label: say`$(folder-opened) Choose a log file…`, read: fromFile },
  ];
  const picked = await pickOne(sources, { title, placeHolder: say`Where is the error?` });
  if (!picked) throw cancelled();
  return picked.read();
}

const whole = (document: vscode.TextDocument): Promise<Subject> =>
  Promise.resolve({ origin: nameOf(document.uri), text: document.getText() });

const fromClipboard = async (): Promise<Subject> => ({
  origin: 'Clipboard',
  text: await vscode.env.clipboard.readText(),
});

async function fromFile(): Promise<Subject> {
  const uri = await chooseLogFile(title);
  return { origin: nameOf(uri), text: await readLogFile(uri) };
}
