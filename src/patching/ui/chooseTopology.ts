import * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import type { Topology } from '../../planning/site';
import { nameOf } from '../../vscode/files';
import { chooseTopologyFile, topologyIn } from '../../vscode/topologyFiles';

/** The topology to patch with: the workspace's only one, or the one the person chooses. */
export async function chooseTopology(): Promise<Topology> {
  const uri = await chooseTopologyFile({
    title: say`Patch onboarding script`,
    placeHolder: say`Topology with the gateway and the proxy`,
    none: say`Patching takes the gateway and the proxy from a topology (*.arc.json), and this workspace has none.`,
  });
  const document = await vscode.workspace.openTextDocument(uri);
  return topologyIn(document.getText(), nameOf(uri));
}
