import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { allowListText, requiredEndpoints } from '../planning/network';
import { showDiff } from '../vscode/boxes/editors';
import { nameOf } from '../vscode/files';
import { allowListUris } from './allowListUris';
import { TopologyDocument } from './topologyDocument';
import { changeOf, endpointsToday } from './trafficState';

/** The text of an allow list document. */
export async function allowListOf(uri: vscode.Uri): Promise<string> {
  const topology = await new TopologyDocument(vscode.Uri.parse(uri.query, true)).topology();
  const isBefore = uri.path.startsWith('/before/');
  return isBefore
    ? allowListText(endpointsToday(topology))
    : allowListText(requiredEndpoints(topology), changeOf(topology).close);
}

/** Opens the allow lists before and after the switch side by side. */
export async function openDiff(topology: vscode.Uri): Promise<void> {
  const [before, after] = allowListUris(topology);
  const title = say`${foreign('fileName', nameOf(topology))}: allow list today ↔ after the switch`;
  await showDiff(before, after, title, { preview: true });
}
