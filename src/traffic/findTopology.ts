import * as vscode from 'vscode';
import { type BoxText, say } from '../kernel/text/boxText';
import { chooseTopologyFile, isTopologyFile } from '../vscode/topologyFiles';
import { topologyInView } from './openViews';

/** The topology a command was called for: a file in the explorer, the one of the active editor or view, or one that is chosen. */
export async function findTopology(argument: unknown, title: BoxText): Promise<vscode.Uri> {
  if (argument instanceof vscode.Uri) return argument;
  const active = topologyInView() ?? activeResource();
  if (active && isTopologyFile(active)) return active;
  return chooseTopologyFile({
    title,
    placeHolder: say`Topology`,
    none: say`Traffic follows from a topology (*.arc.json), and this workspace has none.`,
  });
}

function activeResource(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
