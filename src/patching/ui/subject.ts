import * as vscode from 'vscode';
import { ArcError, cancelled } from '../../kernel/errors';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { detectLanguage, type Patched } from '../engine';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { pickOne } from '../../vscode/boxes/picks';
import { flashStatus } from '../../vscode/boxes/statusBar';

/** What is patched: a document, a selection in it, or the clipboard. */
export interface Subject {
  /** As the person knows it: `onboard.sh`, `onboard.sh (selection)`, `Clipboard`. */
  readonly title: BoxText;
  /** What the text stands in; empty for the clipboard. */
  readonly fileName: string;
  /** For telling the language: a part of a file whose name says nothing is told by its content. */
  readonly languageHint: string;
  readonly text: string;
  /** The document it is in; the clipboard has none. */
  readonly document: vscode.TextDocument | undefined;
  /** Where the text begins in the document. */
  readonly offset: number;
  /** Puts the patched text in place; a document can be undone and is not saved. */
  apply(patched: Patched): Promise<void>;
}

/** Finds what a command was called for: a file in the explorer, what the editor shows, or what the person chooses. */
export async function findSubject(argument: unknown): Promise<Subject> {
  const editor = vscode.window.activeTextEditor;
  if (argument instanceof vscode.Uri && editor?.document.uri.toString() !== argument.toString()) {
    return documentSubject(await vscode.workspace.openTextDocument(argument));
  }
  return editor ? editorSubject(editor) : chooseSubject();
}

function editorSubject({ document, selection }: vscode.TextEditor): Subject {
  // A word that happens to be selected is not meant; what is meant holds a command.
  const isMeant = /azcmagent|arcgateway|connectedmachine/i.test(document.getText(selection));
  return documentSubject(document, isMeant ? selection : undefined);
}

function documentSubject(document: vscode.TextDocument, selection?: vscode.Selection): Subject {
  const fileName = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const offset = selection ? document.offsetAt(selection.start) : 0;
  const { version } = document;
  return {
    title: selection ? say`${foreign('fileName', fileName)} (selection)` : foreign('fileName', fileName),
    fileName,
    languageHint: selection && !detectLanguage('', fileName) ? '' : fileName,
    text: document.getText(selection),
    document,
    offset,
    async apply({ edits }) {
      if (document.version !== version) throw changedMeanwhile(fileName);
      const change = new vscode.WorkspaceEdit();
      for (const { start, end, replacement } of edits) {
        const range = new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end));
        change.replace(document.uri, range, replacement);
      }
      if (!(await vscode.workspace.applyEdit(change))) throw changedMeanwhile(fileName);
      await vscode.window.showTextDocument(document, { preview: false });
    },
  };
}

const changedMeanwhile = (fileName: string): ArcError =>
  new ArcError(
    { code: 'Conflict' },
    `${fileName} was not changed: it is read-only, or was changed in the meantime. Patch it again.`,
  );

async function chooseSubject(): Promise<Subject> {
  const clipboard = { label: say`$(clippy) Clipboard` };
  const file = { label: say`$(file) Choose a file…` };
  const title = say`Patch onboarding script`;
  const chosen = await pickOne([clipboard, file], { title });
  if (!chosen) throw cancelled();
  if (chosen === clipboard) return clipboardSubject();
  const uri = await askForFile({ title, openLabel: say`Patch` });
  if (!uri) throw cancelled();
  return documentSubject(await vscode.workspace.openTextDocument(uri));
}

async function clipboardSubject(): Promise<Subject> {
  const text = await vscode.env.clipboard.readText();
  return {
    title: say`Clipboard`,
    fileName: '',
    languageHint: '',
    text,
    document: undefined,
    offset: 0,
    async apply(patched) {
      if ((await vscode.env.clipboard.readText()) !== text) throw changedMeanwhile('The clipboard');
      await vscode.env.clipboard.writeText(patched.text);
      flashStatus(say`The patched script is in the clipboard.`);
    },
  };
}
