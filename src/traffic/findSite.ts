import * as vscode from 'vscode';
import { type BoxText, say } from '../kernel/text/boxText';
import { chooseSiteFile, isSiteFile } from '../vscode/siteFiles';
import { siteInView } from './openViews';

/** The site a command was called for: a file in the explorer, the one of the active editor or view, or one that is chosen. */
export async function findSite(argument: unknown, title: BoxText): Promise<vscode.Uri> {
  if (argument instanceof vscode.Uri) return argument;
  const active = siteInView() ?? activeResource();
  if (active && isSiteFile(active)) return active;
  return chooseSiteFile({
    title,
    placeHolder: say`Topology`,
    none: say`Traffic follows from a topology (*.arc.json), and this workspace has none.`,
  });
}

function activeResource(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
