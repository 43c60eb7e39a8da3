import * as vscode from 'vscode';
import { type BoxText, say } from '../kernel/text/boxText';
import { chooseSiteFile, isSiteFile, siteOf } from '../vscode/siteFiles';
import { siteInView } from './openViews';

/** The argument, else the active editor's or view's site, else asks. */
export async function findSite(argument: unknown, title: BoxText): Promise<vscode.Uri> {
  const given = siteOf(argument);
  if (given) return given;
  const active = siteInView() ?? activeResource();
  if (active && isSiteFile(active)) return active;
  return chooseSiteFile({
    title,
    placeHolder: say`Site file`,
    none: say`This workspace has no site file (*.arc.json). Create one first.`,
  });
}

function activeResource(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
