import * as vscode from 'vscode';
import { chooseTopologyFile, isTopologyFile } from '../host/topologyFiles';
import { topologyInView } from './openViews';

/** The topology a command was called for: a file in the explorer, the one of the active editor or view, or one that is chosen. */
export async function findTopology(argument: unknown, title: string): Promise<vscode.Uri> {
  if (argument instanceof vscode.Uri) return argument;
  const active = topologyInView() ?? activeResource();
  if (active && isTopologyFile(active)) return active;
  return chooseTopologyFile({
    title,
    placeHolder: 'Topology',
    none: 'Traffic follows from a topology (*.arc.json), and this workspace has none.',
  });
}

function activeResource(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
