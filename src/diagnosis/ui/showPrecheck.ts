import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type BoxText, say } from '../../kernel/text/boxText';
import { plural } from '../../kernel/text/phrases';
import type { Site } from '../../planning/site';
import {
  type CertificateCheck,
  checkCertificates,
  firewallTicket,
  firewallTicketCsv,
  precheck,
  type PrecheckContext,
  precheckReport,
  type PrecheckRow,
} from '../engine/precheck';
import type { RemoteTarget } from '../../kernel/ports';
import { showInformation } from '../../vscode/boxes/messages';
import { nameOf, saveText, writeText } from '../../vscode/files';
import type { DiagnosisDependencies } from './dependencies';
import type { ProbeTarget } from './probeTargets';
import type { ProbeRun } from './runProbePlan';

const saveTicket = say`Save as firewall ticket…`;

/** What was probed, from where, and what came of it. */
export interface FinishedCheck {
  readonly uri: vscode.Uri;
  readonly site: Site;
  readonly target: ProbeTarget;
  /** Absent for this machine. */
  readonly machine: RemoteTarget | undefined;
  readonly run: ProbeRun;
}

export async function showPrecheck({ documents }: DiagnosisDependencies, check: FinishedCheck): Promise<void> {
  const { uri, site, target, machine, run } = check;
  const { observations, allowedSuites, remarks } = run;
  const rows = precheck(target.plan, observations);
  const certificates = checkCertificates(target.plan, observations, {
    now: Date.now(),
    hasWindows: target.servers ? target.systems.includes('windows') : machine?.os === 'windows',
    allowedSuites,
  });
  const context = contextOf(nameOf(uri), site, target, machine?.name);
  await documents.show(say`Network check`, precheckReport(context, rows, certificates, remarks));
  await offerTicket(uri, context, rows, certificates);
}

const contextOf = (
  site: string,
  { network }: Site,
  { name: cluster }: ProbeTarget,
  from: string | undefined,
): PrecheckContext => ({
  site,
  ...(cluster === undefined ? {} : { cluster }),
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
