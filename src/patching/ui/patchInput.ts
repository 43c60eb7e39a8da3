import { lastSegment } from '../../kernel/lastSegment';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { detectLanguage, type Patched } from '../engine';
import { clipboardChanged, fileChanged } from './errors';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { pickOne } from '../../vscode/boxes/picks';
import { flashStatus } from '../../vscode/boxes/statusBar';

/** A document, a selection in it, or the clipboard. */
export interface PatchInput {
  /** `onboard.sh`, `onboard.sh (selection)`, `Clipboard`. */
  readonly title: BoxText;
  /** Empty for the clipboard. */
  readonly fileName: string;
  /** For detecting the language; empty for a selection whose file name does not tell it. */
  readonly languageHint: string;
  readonly text: string;
  /** Undefined for the clipboard. */
  readonly document: vscode.TextDocument | undefined;
  /** The offset of the text in the document. */
  readonly offset: number;
  /** Applies the patch. A document is not saved, and can be undone. */
  apply(patched: Patched): Promise<void>;
}

/** A file in the explorer, the active editor's file or selection, or what the person chooses. */
export async function findPatchInput(argument: unknown): Promise<PatchInput> {
  const editor = vscode.window.activeTextEditor;
  if (argument instanceof vscode.Uri && editor?.document.uri.toString() !== argument.toString()) {
    return documentInput(await vscode.workspace.openTextDocument(argument));
  }
  return editor ? editorInput(editor) : chooseInput();
}

function editorInput({ document, selection }: vscode.TextEditor): PatchInput {
  // A selection counts only if it contains a command.
  const isMeant = /azcmagent|arcgateway|connectedmachine|connectedk8s|connectedkubernetes/i.test(
    document.getText(selection),
  );
  return documentInput(document, isMeant ? selection : undefined);
}

function documentInput(document: vscode.TextDocument, selection?: vscode.Selection): PatchInput {
  const fileName = lastSegment(document.uri.path);
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
      if (document.version !== version) throw fileChanged(fileName);
      const change = new vscode.WorkspaceEdit();
      for (const { start, end, replacement } of edits) {
        const range = new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end));
        change.replace(document.uri, range, replacement);
      }
      if (!(await vscode.workspace.applyEdit(change))) throw fileChanged(fileName);
      await vscode.window.showTextDocument(document, { preview: false });
    },
  };
}

async function chooseInput(): Promise<PatchInput> {
  const clipboard = { label: say`$(clippy) Clipboard` };
  const file = { label: say`$(file) Choose a file…` };
  const title = say`Patch onboarding script`;
  const chosen = await pickOne([clipboard, file], { title });
  if (!chosen) throw canceled();
  if (chosen === clipboard) return clipboardInput();
  const uri = await askForFile({ title, openLabel: say`Patch` });
  if (!uri) throw canceled();
  return documentInput(await vscode.workspace.openTextDocument(uri));
}

async function clipboardInput(): Promise<PatchInput> {
  const text = await vscode.env.clipboard.readText();
  return {
    title: say`Clipboard`,
    fileName: '',
    languageHint: '',
    text,
    document: undefined,
    offset: 0,
    async apply(patched) {
      if ((await vscode.env.clipboard.readText()) !== text) throw clipboardChanged();
      await vscode.env.clipboard.writeText(patched.text);
      flashStatus(say`The patched script is on the clipboard.`);
    },
  };
}
