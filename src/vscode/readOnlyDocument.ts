import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BoxText } from '../kernel/text/boxText';
import type { Markdown } from '../kernel/text/markdown';

const scheme = 'arc-gateway';
const mostKept = 20;

/** Shown in the Markdown preview. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  private readonly texts = new Map<string, string>();
  private count = 0;

  /** Creates a new document each time. */
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

  /** Reloaded windows keep the tab, not the content. */
  provideTextDocumentContent({ path }: vscode.Uri): string {
    return (
      this.texts.get(path) ??
      `${l10n.t('This document is gone since the window was reloaded. Run the command again.')}\n`
    );
  }

  dispose(): void {
    this.registration.dispose();
  }
}
