import * as vscode from 'vscode';
import type { BoxText } from '../kernel/text/boxText';
import type { Markdown } from '../kernel/text/markdown';

const scheme = 'arc-gateway';
const mostKept = 20;

/** Read-only Markdown documents that the product writes for a person, shown as the Markdown preview shows them. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  private readonly texts = new Map<string, string>();
  private count = 0;

  /** Shows a text under a title; each call makes a document of its own. */
  async show(title: BoxText, markdown: Markdown): Promise<vscode.Uri> {
    this.count += 1;
    const uri = vscode.Uri.from({ scheme, path: `/${this.count}/${title.replaceAll('/', ' ')}.md` });
    this.texts.set(uri.path, markdown);
    const [oldest] = this.texts.keys();
    if (this.texts.size > mostKept && oldest !== undefined) this.texts.delete(oldest);
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
    return uri;
  }

  /** A window that was reloaded still has the tab, but not what was in it. */
  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? 'This was written before the window was loaded. Run the command again.\n';
  }

  dispose(): void {
    this.registration.dispose();
  }
}
