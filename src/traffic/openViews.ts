import type * as vscode from 'vscode';

interface OpenView {
  readonly panel: vscode.WebviewPanel;
  readonly topology: vscode.Uri;
}

/** The open views by the path of their topology: one has one view. */
const views = new Map<string, OpenView>();

export const viewOf = (topology: vscode.Uri): vscode.WebviewPanel | undefined => views.get(topology.path)?.panel;

/** The topology of the view that the person is in. */
export const topologyInView = (): vscode.Uri | undefined =>
  [...views.values()].find(({ panel }) => panel.active)?.topology;

/** Knows a view for as long as its panel is open. */
export function rememberView(view: OpenView): void {
  views.set(view.topology.path, view);
  view.panel.onDidDispose(() => {
    views.delete(view.topology.path);
  });
}
