import * as vscode from 'vscode';
import type { Topology } from '../core';
import { nameOf } from '../host/files';
import { chooseTopologyFile, topologyIn } from '../host/topologyFiles';

/** The topology to patch with: the workspace's only one, or the one the person chooses. */
export async function chooseTopology(): Promise<Topology> {
  const uri = await chooseTopologyFile({
    title: 'Patch onboarding script',
    placeHolder: 'Topology with the gateway and the proxy',
    none: 'Patching takes the gateway and the proxy from a topology (*.arc.json), and this workspace has none.',
  });
  const document = await vscode.workspace.openTextDocument(uri);
  return topologyIn(document.getText(), nameOf(uri));
}
