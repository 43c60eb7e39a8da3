import type * as vscode from 'vscode';

interface OpenView {
  readonly panel: vscode.WebviewPanel;
  readonly site: vscode.Uri;
}

/** The open views by the path of their site: one has one view. */
const views = new Map<string, OpenView>();

export const viewOf = (site: vscode.Uri): vscode.WebviewPanel | undefined => views.get(site.path)?.panel;

/** The site of the view that the person is in. */
export const siteInView = (): vscode.Uri | undefined => [...views.values()].find(({ panel }) => panel.active)?.site;

/** Knows a view for as long as its panel is open. */
export function rememberView(view: OpenView): void {
  views.set(view.site.path, view);
  view.panel.onDidDispose(() => {
    views.delete(view.site.path);
  });
}
