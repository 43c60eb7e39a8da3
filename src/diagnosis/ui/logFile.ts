import * as vscode from 'vscode';
import { ArcError, cancelled } from '../../kernel/errors';
import { type BoxText, say } from '../../kernel/text/boxText';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { nameOf } from '../../vscode/files';

const mostBytes = 32 * 1024 * 1024;

/** Asks for a file. Throws `Cancelled` when none is chosen. */
export async function chooseLogFile(title: BoxText): Promise<vscode.Uri> {
  const uri = await askForFile({ title, openLabel: say`Open` });
  if (!uri) throw cancelled();
  return uri;
}

/** Reads a log that may be large: of more than 32 MB, the end. Throws `Unsupported` for an archive. */
export async function readLogFile(uri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) {
    const message = `${nameOf(uri)} is a ZIP archive, as azcmagent logs makes them. Unpack it, and choose arcproxy.log or himds.log in it.`;
    throw new ArcError({ code: 'Unsupported' }, message);
  }
  const encoding = encodingOf(bytes);
  // An even number, so that no character of two bytes is cut.
  return new TextDecoder(encoding).decode(bytes.length > mostBytes ? bytes.subarray(-mostBytes) : bytes);
}

/** Windows PowerShell redirects output into UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
