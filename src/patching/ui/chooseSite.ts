import * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import type { Site } from '../../planning/site';
import { nameOf } from '../../vscode/files';
import { chooseSiteFile, siteIn } from '../../vscode/siteFiles';

export async function chooseSite(): Promise<Site> {
  const uri = await chooseSiteFile({
    title: say`Patch onboarding script`,
    placeHolder: say`Choose the site file with the gateway and the proxy`,
    none: say`Patching needs a site file (*.arc.json), and this workspace has none.`,
  });
  const document = await vscode.workspace.openTextDocument(uri);
  return siteIn(document.getText(), nameOf(uri)).site;
}
