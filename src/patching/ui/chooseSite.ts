import * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import type { Site } from '../../planning/site';
import { nameOf } from '../../vscode/files';
import { chooseSiteFile, siteIn } from '../../vscode/siteFiles';

/** The site to patch with: the workspace's only one, or the one the person chooses. */
export async function chooseSite(): Promise<Site> {
  const uri = await chooseSiteFile({
    title: say`Patch onboarding script`,
    placeHolder: say`Topology with the gateway and the proxy`,
    none: say`Patching takes the gateway and the proxy from a topology (*.arc.json), and this workspace has none.`,
  });
  const document = await vscode.workspace.openTextDocument(uri);
  return siteIn(document.getText(), nameOf(uri)).site;
}
