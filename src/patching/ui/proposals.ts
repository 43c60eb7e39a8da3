import * as vscode from 'vscode';

export const proposalScheme = 'arc-gateway-patch';

/** Read-only documents with proposed scripts, kept while their diff is open. */
export class Proposals implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private count = 0;

  /** The name determines the language mode. */
  add(name: string, text: string): vscode.Uri {
    this.count += 1;
    const uri = vscode.Uri.from({ scheme: proposalScheme, path: `/${this.count}/${name}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** Closes the diff and forgets both sides: they may contain secrets. */
  async close(before: vscode.Uri, proposal: vscode.Uri): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposal.toString(),
    );
    await vscode.window.tabGroups.close(shown);
    this.texts.delete(before.toString());
    this.texts.delete(proposal.toString());
  }

  dispose(): void {
    this.texts.clear();
  }
}
