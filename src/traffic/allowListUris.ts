import * as vscode from 'vscode';
import { nameOf } from '../vscode/files';

export const allowListScheme = 'arc-gateway-allow-list';

/** Today, and after the switch. */
export const allowListUris = (site: vscode.Uri): readonly [before: vscode.Uri, after: vscode.Uri] => [
  uriOf('before', site),
  uriOf('after', site),
];

const uriOf = (side: 'before' | 'after', site: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme: allowListScheme, path: `/${side}/${nameOf(site)}.txt`, query: site.toString() });
