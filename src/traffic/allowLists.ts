import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { allowListText, endpointsOf, endpointsToday, firewallChanges } from '../planning/firewall';
import { showDiff } from '../vscode/boxes/editors';
import { nameOf } from '../vscode/files';
import { allowListUris } from './allowListUris';
import { SiteDocument } from './siteDocument';

export async function allowListOf(uri: vscode.Uri): Promise<string> {
  const { site, unread } = await new SiteDocument(vscode.Uri.parse(uri.query, true)).site();
  const isBefore = uri.path.startsWith('/before/');
  return isBefore
    ? allowListText(endpointsToday(site))
    : allowListText(endpointsOf(site), firewallChanges(site, unread));
}

/** Today against after the switch. */
export async function openDiff(site: vscode.Uri): Promise<void> {
  const [before, after] = allowListUris(site);
  const title = say`${foreign('fileName', nameOf(site))}: allow list today ↔ after the switch`;
  await showDiff(before, after, title, { preview: true });
}
