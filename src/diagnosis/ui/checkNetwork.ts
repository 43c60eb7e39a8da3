import * as vscode from 'vscode';
import { ArcError } from '../../kernel/errors';
import { say } from '../../kernel/text/boxText';
import { probesFor, routingContextOf } from '../../planning/network';
import type { ServerSite } from '../../planning/site';
import {
  firewallTicket,
  firewallTicketCsv,
  precheck,
  type PrecheckPlace,
  precheckReport,
  type PrecheckRow,
} from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { nameOf, saveText, writeText } from '../../vscode/files';
import { chooseSiteFile, isSiteFile, serversIn } from '../../vscode/siteFiles';
import { observeFrom } from './observeFrom';
import { choosePlace } from './probePlace';
import type { DiagnosisNeeds } from './needs';

const saveTicket = say`Save as Firewall Ticket…`;

/** Tries what a site needs, from here or from a server, and shows who must fix what. */
export async function checkNetwork(needs: DiagnosisNeeds, argument: unknown): Promise<void> {
  refuseUntrusted();
  const uri = await siteFile(argument);
  const fileName = nameOf(uri);
  const site = serversIn((await vscode.workspace.openTextDocument(uri)).getText(), fileName);
  const target = await choosePlace(site);
  const plan = probesFor(routingContextOf(site));
  const { observations, remarks } = await observeFrom(needs, target, plan);
  const rows = precheck(plan, observations);
  const place = placeOf(fileName, site, target?.name ?? 'this machine');
  await needs.documents.show(say`Network check`, precheckReport(place, rows, remarks));
  await offerTicket(uri, place, rows);
}

/** A site names hosts to connect to; that of somebody unknown may name any. */
function refuseUntrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new ArcError(
    { code: 'Unsupported' },
    'The check connects to hosts that the topology names, so the workspace has to be trusted first.',
  );
}

/** The file of the explorer, that of the editor in front, or the one the person chooses. */
async function siteFile(argument: unknown): Promise<vscode.Uri> {
  if (argument instanceof vscode.Uri && isSiteFile(argument)) return argument;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const inFront =
    input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
  if (inFront && isSiteFile(inFront)) return inFront;
  return chooseSiteFile({
    title: say`Check the network before onboarding`,
    placeHolder: say`Topology whose endpoints are tried`,
    none: say`The check takes endpoints and proxy from a topology (*.arc.json), and this workspace has none.`,
  });
}

const placeOf = (site: string, { network }: ServerSite, from: string): PrecheckPlace => ({
  site,
  from,
  ...(network.proxyUrl === undefined ? {} : { proxyUrl: network.proxyUrl }),
});

async function offerTicket(site: vscode.Uri, place: PrecheckPlace, rows: readonly PrecheckRow[]): Promise<void> {
  const wanting = rows.filter(({ responsible }) => responsible !== 'nobody').length;
  const message =
    wanting === 0
      ? say`Everything that could be probed is open.`
      : say`${wanting} of ${rows.length} endpoints need somebody’s attention.`;
  if ((await showInformation(message, saveTicket)) !== saveTicket) return;
  const ticket = { fileName: 'arc-firewall-ticket.md', text: firewallTicket(place, rows) };
  const saved = await saveText(ticket, { Markdown: ['md'], 'Comma-separated values': ['csv'] }, site);
  if (saved?.path.endsWith('.csv')) await writeText(saved, firewallTicketCsv(rows));
}
