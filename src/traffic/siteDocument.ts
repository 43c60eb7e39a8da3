import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asArcError } from '../kernel/errors';
import { fileExists, nameOf, savedUri } from '../vscode/files';
import { siteIn } from '../vscode/siteFiles';
import type { DocumentText } from './trafficState';

/** The view outlives the document's editor; an untitled document may be saved meanwhile. */
export class SiteDocument {
  constructor(private address: vscode.Uri) {}

  get uri(): vscode.Uri {
    return this.address;
  }

  isAbout(uri: vscode.Uri): boolean {
    return uri.path === this.address.path;
  }

  /** From an open editor, else the file. */
  async read(): Promise<DocumentText> {
    const facts = { uri: this.address.toString(), fileName: nameOf(this.address) };
    try {
      const text = await this.text();
      return text === undefined
        ? { ...facts, missing: l10n.t`${facts.fileName} was closed without being saved.` }
        : { ...facts, text };
    } catch (error) {
      // Loaded with the first line of the log.
      const { redact } = await import('../vscode/redaction');
      return { ...facts, missing: l10n.t`${facts.fileName} can’t be read: ${redact(asArcError(error).message)}` };
    }
  }

  /** Throws `InvalidInput` if the document is invalid. */
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
