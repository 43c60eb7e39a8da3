import * as v from 'valibot';
import * as vscode from 'vscode';
import { foreign, say } from '../kernel/text/boxText';
import { createPanel } from '../vscode/boxes/editors';
import { nameOf } from '../vscode/files';
import type { Log } from '../vscode/log';
import { trafficViewType } from '../ids';
import { findSite } from './findSite';
import { rememberView, viewOf } from './openViews';
import { startSession } from './session';
import { SiteDocument } from './siteDocument';

export { allowListOf } from './allowLists';

export interface TrafficHost {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** Reuses an open view. */
export async function showTraffic(host: TrafficHost, argument: unknown): Promise<void> {
  const uri = await findSite(argument, say`Show network traffic and allow list`);
  const open = viewOf(uri);
  if (open) {
    open.reveal();
    return;
  }
  const title = say`Traffic: ${foreign('fileName', nameOf(uri))}`;
  fill(createPanel(trafficViewType, title), uri, host);
}

const kept = v.object({ uri: v.string() });

/** The page's stored state names the document. */
export function restoreTraffic(panel: vscode.WebviewPanel, state: unknown, host: TrafficHost): void {
  const parsed = v.safeParse(kept, state);
  if (parsed.success) fill(panel, vscode.Uri.parse(parsed.output.uri, true), host);
  else panel.dispose();
}

function fill(panel: vscode.WebviewPanel, uri: vscode.Uri, host: TrafficHost): void {
  const iconAt = (theme: string): vscode.Uri => vscode.Uri.joinPath(host.extensionUri, 'media', `tab-${theme}.svg`);
  panel.iconPath = { light: iconAt('light'), dark: iconAt('dark') };
  rememberView({ panel, site: uri });
  startSession(panel, new SiteDocument(uri), host);
}
