import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { type BoxText, say } from '../../kernel/text/boxText';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { decodeLog } from '../engine/bundle';
import { fileChunks } from './fileChunks';

/** Throws `Canceled`. */
export async function chooseLogFile(title: BoxText): Promise<vscode.Uri> {
  const uri = await askForFile({ title, openLabel: say`Open` });
  if (!uri) throw canceled();
  return uri;
}

/** Throws `Canceled`. */
export async function chooseLogFolder(title: BoxText): Promise<vscode.Uri> {
  const uri = await askForFile({ title, openLabel: say`Open`, canSelectFiles: false, canSelectFolders: true });
  if (!uri) throw canceled();
  return uri;
}

/** By its first bytes: a file, or nothing but the end of an empty archive. */
export const isArchive = ([first, second, third, fourth]: Uint8Array): boolean =>
  first === 0x50 && second === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6));

/** Of the disk in pieces, each valid until the next one; of other file systems, which VS Code reads as a whole, in one. */
export const chunksOf = (uri: vscode.Uri): AsyncIterable<Uint8Array> =>
  uri.scheme === 'file' ? fileChunks(uri.fsPath) : wholeOf(uri);

async function* wholeOf(uri: vscode.Uri): AsyncIterable<Uint8Array> {
  yield await vscode.workspace.fs.readFile(uri);
}

const searchedBytes = 32 * 1024 * 1024;

/** The text of a file, or the last 32 MB of a larger one. */
export const logText = (bytes: Uint8Array): string =>
  // An even number, so that UTF-16 is not cut within a character.
  decodeLog(bytes.length > searchedBytes ? bytes.subarray(-searchedBytes) : bytes, bytes);
