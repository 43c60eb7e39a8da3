import * as vscode from 'vscode';
import { asArcError } from '../kernel/errors';
import { redact } from '../kernel/redact';
import { fileExists, nameOf, savedUri } from '../vscode/files';
import { siteIn } from '../vscode/siteFiles';
import type { DocumentText } from './trafficState';

/**
 * A site document that a view is about. The view outlives the editor of its document, and a reload; a document that
 * had no file yet may have got one since.
 */
export class SiteDocument {
  constructor(private address: vscode.Uri) {}

  get uri(): vscode.Uri {
    return this.address;
  }

  isAbout(uri: vscode.Uri): boolean {
    return uri.path === this.address.path;
  }

  /** Its text as it stands in an editor or in the file, or why there is none. */
  async read(): Promise<DocumentText> {
    const facts = { uri: this.address.toString(), fileName: nameOf(this.address) };
    try {
      const text = await this.text();
      return text === undefined
        ? { ...facts, missing: `${facts.fileName} was closed without being saved.` }
        : { ...facts, text };
    } catch (error) {
      return { ...facts, missing: `${facts.fileName} cannot be read: ${redact(asArcError(error).message)}` };
    }
  }

  /** The site as far as it can be read; throws `InvalidInput` while the document holds none. */
  async site(): Promise<ReturnType<typeof siteIn>> {
    const { text = '', fileName } = await this.read();
    return siteIn(text, fileName);
  }

  private async text(): Promise<string | undefined> {
    const open = this.openDocument();
    if (open) return open.getText();
    if (this.address.scheme === 'untitled') {
      const saved = savedUri(this.address);
      if (!(await fileExists(saved))) return undefined;
      this.address = saved;
    }
    return (await vscode.workspace.openTextDocument(this.address)).getText();
  }

  private openDocument(): vscode.TextDocument | undefined {
    const key = this.address.toString();
    return vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === key);
  }
}
