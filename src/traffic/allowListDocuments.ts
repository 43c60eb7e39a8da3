import * as vscode from 'vscode';
import { allowListScheme } from './allowListUris';

/** Read-only; updated when the site's text changes. */
export class AllowListDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly change = new vscode.EventEmitter<vscode.Uri>();
  private readonly listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const site = document.uri.toString();
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
    const shown = open.filter(({ scheme, query }) => scheme === allowListScheme && query === site);
    for (const uri of shown) this.change.fire(uri);
  });
  readonly onDidChange = this.change.event;

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await import('./view')).allowListOf(uri);
  }

  dispose(): void {
    this.listener.dispose();
    this.change.dispose();
  }
}
