import * as vscode from 'vscode';
import { createRowView } from '../vscode/boxes/treeView';
import { viewIds } from '../ids';
import type { SiteElement, SiteTree } from './siteTree';

/** Loads the view's code, and looks for site files, when it is first shown. */
export function registerSites(context: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<SiteElement | SiteElement[] | undefined>();
  let made: Promise<SiteTree> | undefined;
  const tree = (): Promise<SiteTree> => (made ??= open());
  const view = createRowView<SiteElement>(viewIds.sites, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => (await tree()).getChildren(row),
      getTreeItem: async (row) => (await tree()).getTreeItem(row),
      resolveTreeItem: async (item, row) => (await tree()).resolveTreeItem(item, row),
    },
  });
  const open = async (): Promise<SiteTree> => {
    const { SiteTree } = await import('./siteTree');
    const media = vscode.Uri.joinPath(context.extensionUri, 'media');
    const icon = {
      light: vscode.Uri.joinPath(media, 'site-light.svg'),
      dark: vscode.Uri.joinPath(media, 'site-dark.svg'),
    };
    const opened = new SiteTree({ icon, isVisible: () => view.visible });
    context.subscriptions.push(
      opened,
      opened.onDidChangeTreeData((rows) => changed.fire(rows)),
    );
    return opened;
  };
  context.subscriptions.push(
    changed,
    view,
    view.onDidChangeVisibility(() => {
      if (made) void made.then((opened) => opened.readOn());
    }),
  );
}
