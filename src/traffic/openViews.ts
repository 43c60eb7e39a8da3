import type * as vscode from 'vscode';

interface OpenView {
  readonly panel: vscode.WebviewPanel;
  readonly site: vscode.Uri;
}

/** By site path; one view per site. */
const views = new Map<string, OpenView>();

export const viewOf = (site: vscode.Uri): vscode.WebviewPanel | undefined => views.get(site.path)?.panel;

export const siteInView = (): vscode.Uri | undefined => [...views.values()].find(({ panel }) => panel.active)?.site;

export function rememberView(view: OpenView): void {
  views.set(view.site.path, view);
  view.panel.onDidDispose(() => {
    views.delete(view.site.path);
  });
}
