import * as vscode from 'vscode';
import { nameOf } from '../vscode/files';

export const allowListScheme = 'arc-gateway-allow-list';

/** The two documents that hold the allow list of a topology: as today, and after the switch. */
export const allowListUris = (topology: vscode.Uri): readonly [before: vscode.Uri, after: vscode.Uri] => [
  uriOf('before', topology),
  uriOf('after', topology),
];

const uriOf = (side: 'before' | 'after', topology: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme: allowListScheme, path: `/${side}/${nameOf(topology)}.txt`, query: topology.toString() });
