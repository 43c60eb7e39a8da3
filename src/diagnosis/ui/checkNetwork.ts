import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type BoxText, say } from '../../kernel/text/boxText';
import { plural } from '../../kernel/text/phrases';
import { routingContextOf } from '../../planning/network';
import { probesFor } from '../../planning/network/probes';
import type { ServerSite } from '../../planning/site';
import {
  type CertificateCheck,
  checkCertificates,
  firewallTicket,
  firewallTicketCsv,
  precheck,
  type PrecheckContext,
  precheckReport,
  type PrecheckRow,
} from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { nameOf, saveText, writeText } from '../../vscode/files';
import { chooseSiteFile, isSiteFile, serversIn } from '../../vscode/siteFiles';
import { runProbePlan } from './runProbePlan';
import { chooseProbeMachine } from './chooseProbeMachine';
import { notTrusted } from './errors';
import type { DiagnosisDependencies } from './dependencies';

const saveTicket = say`Save as firewall ticket…`;

export async function checkNetwork(dependencies: DiagnosisDependencies, argument: unknown): Promise<void> {
  refuseUntrusted();
  const uri = await siteFile(argument);
  const fileName = nameOf(uri);
  const site = serversIn((await vscode.workspace.openTextDocument(uri)).getText(), fileName);
  const target = await chooseProbeMachine(site);
  const plan = probesFor(routingContextOf(site));
  const { observations, allowedSuites, remarks } = await runProbePlan(dependencies, target, plan);
  const rows = precheck(plan, observations);
  const certificates = checkCertificates(plan, observations, {
    now: Date.now(),
    hasWindows: site.servers.os.includes('windows'),
    allowedSuites,
  });
  const context = contextOf(fileName, site, target?.name);
  await dependencies.documents.show(say`Network check`, precheckReport(context, rows, certificates, remarks));
  await offerTicket(uri, context, rows, certificates);
}

/** A site file from an unknown source may name any host. */
function refuseUntrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw notTrusted();
}

/** From the explorer, the active editor, or the person's choice. */
async function siteFile(argument: unknown): Promise<vscode.Uri> {
  if (argument instanceof vscode.Uri && isSiteFile(argument)) return argument;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const active = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
  if (active && isSiteFile(active)) return active;
  return chooseSiteFile({
    title: say`Check network before onboarding`,
    placeHolder: say`Choose the site file whose endpoints to check`,
    none: say`The check needs a site file (*.arc.json), and this workspace has none.`,
  });
}

const contextOf = (site: string, { network }: ServerSite, from: string | undefined): PrecheckContext => ({
  site,
  ...(from === undefined ? {} : { from }),
  ...(network.proxyUrl === undefined ? {} : { proxyUrl: network.proxyUrl }),
});

async function offerTicket(
  site: vscode.Uri,
  context: PrecheckContext,
  rows: readonly PrecheckRow[],
  certificates: CertificateCheck,
): Promise<void> {
  if ((await showInformation(outcomeText(rows, certificates), saveTicket)) !== saveTicket) return;
  const ticket = { fileName: 'arc-firewall-ticket.md', text: firewallTicket(context, rows, certificates) };
  const saved = await saveText(ticket, { Markdown: ['md'], [l10n.t('Comma-separated values')]: ['csv'] }, site);
  if (saved?.path.endsWith('.csv')) await writeText(saved, firewallTicketCsv(rows, certificates));
}

function outcomeText(rows: readonly PrecheckRow[], { findings, seenHosts, allHosts }: CertificateCheck): BoxText {
  const wanting = rows.filter(({ responsible }) => responsible !== 'nobody').length;
  if (wanting > 0) {
    return plural(wanting, {
      one: say`1 of ${rows.length} endpoints needs attention.`,
      other: say`${wanting} of ${rows.length} endpoints need attention.`,
    });
  }
  if (findings.length > 0) return say`All probed endpoints are open, but certificates on the path need attention.`;
  const unseen = allHosts - seenHosts;
  if (unseen === 0) return say`All probed endpoints are open.`;
  return plural(unseen, {
    one: say`All probed endpoints are open. The certificates of 1 host were not seen.`,
    other: say`All probed endpoints are open. The certificates of ${unseen} hosts were not seen.`,
  });
}
