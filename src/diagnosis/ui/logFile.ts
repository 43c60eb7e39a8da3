import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { type BoxText, say } from '../../kernel/text/boxText';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { isArchive } from './errors';
import { nameOf } from '../../vscode/files';

const mostBytes = 32 * 1024 * 1024;

/** Throws `Canceled`. */
export async function chooseLogFile(title: BoxText): Promise<vscode.Uri> {
  const uri = await askForFile({ title, openLabel: say`Open` });
  if (!uri) throw canceled();
  return uri;
}

/** Reads a log, or the last 32 MB of a larger one. Throws `Unsupported` for a ZIP archive. */
export async function readLogFile(uri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) {
    throw isArchive(nameOf(uri));
  }
  const encoding = encodingOf(bytes);
  // An even number, so that UTF-16 is not cut within a character.
  return new TextDecoder(encoding).decode(bytes.length > mostBytes ? bytes.subarray(-mostBytes) : bytes);
}

/** Windows PowerShell redirects output as UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
