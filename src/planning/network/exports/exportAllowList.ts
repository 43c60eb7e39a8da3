import * as l10n from '@vscode/l10n';
import type { Endpoint } from '../endpoint';
import type { Finding } from '../../../kernel/finding';
import { azureFirewallBicep } from './azureFirewallBicep';
import { csv } from './csv';
import { fortigate } from './fortigate';
import { hosts } from './hosts';
import { json } from './json';
import { markdown } from './markdown';
import { nsgBicep } from './nsgBicep';
import { opnsense } from './opnsense';
import { paloAltoEdl } from './paloAltoEdl';
import { pfsenseAlias } from './pfsenseAlias';
import { squid } from './squid';
import { noteFinding, type Writer } from './written';

const formats = {
  csv: { title: 'CSV', fileName: 'arc-allow-list.csv', write: csv },
  json: { title: 'JSON', fileName: 'arc-allow-list.json', write: json },
  markdown: { title: 'Markdown', fileName: 'arc-allow-list.md', write: markdown },
  squid: { title: l10n.t('Squid access lists'), fileName: 'arc-allow-list.conf', write: squid },
  paloAltoEdl: {
    title: l10n.t('Palo Alto external dynamic list'),
    fileName: 'arc-allow-list-edl.txt',
    write: paloAltoEdl,
  },
  fortigate: { title: l10n.t('FortiGate objects'), fileName: 'arc-allow-list-fortigate.conf', write: fortigate },
  azureFirewallBicep: {
    title: l10n.t('Azure Firewall rules (Bicep)'),
    fileName: 'arc-azure-firewall.bicep',
    write: azureFirewallBicep,
  },
  nsgBicep: {
    title: l10n.t('Network security group rules (Bicep)'),
    fileName: 'arc-network-security-group.bicep',
    write: nsgBicep,
  },
  pfsenseAlias: { title: l10n.t('pfSense alias'), fileName: 'arc-allow-list-pfsense.txt', write: pfsenseAlias },
  opnsense: { title: l10n.t('OPNsense aliases'), fileName: 'arc-allow-list-opnsense.json', write: opnsense },
  hosts: { title: l10n.t('Plain list of hosts'), fileName: 'arc-allow-list.txt', write: hosts },
} as const satisfies Record<string, { title: string; fileName: string; write: Writer }>;

export type ExportFormat = keyof typeof formats;

export const exportFormats: readonly {
  readonly id: ExportFormat;
  readonly title: string;
  readonly fileName: string;
}[] = (Object.keys(formats) as ExportFormat[]).map((id) => ({
  id,
  title: formats[id].title,
  fileName: formats[id].fileName,
}));

/**
 * An allow list as a file: deterministic, in English, with every value escaped for the format. CSV, JSON and Markdown have
 * all rows; the other formats omit what a device can’t express, which `exportFindings` explains.
 */
export const exportAllowList = (endpoints: readonly Endpoint[], format: ExportFormat): string =>
  formats[format].write(endpoints).text;

/** What a file omits or allows too widely, in the display language. */
export const exportFindings = (endpoints: readonly Endpoint[], format: ExportFormat): readonly Finding[] =>
  formats[format].write(endpoints).notes.map(noteFinding);
