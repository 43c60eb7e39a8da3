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
import type { Writer } from './written';

const formats = {
  csv: { title: 'CSV', fileName: 'arc-allow-list.csv', write: csv },
  json: { title: 'JSON', fileName: 'arc-allow-list.json', write: json },
  markdown: { title: 'Markdown', fileName: 'arc-allow-list.md', write: markdown },
  squid: { title: 'Squid access lists', fileName: 'arc-allow-list.conf', write: squid },
  paloAltoEdl: { title: 'Palo Alto external dynamic list', fileName: 'arc-allow-list-edl.txt', write: paloAltoEdl },
  fortigate: { title: 'FortiGate objects', fileName: 'arc-allow-list-fortigate.conf', write: fortigate },
  azureFirewallBicep: {
    title: 'Azure Firewall rules (Bicep)',
    fileName: 'arc-azure-firewall.bicep',
    write: azureFirewallBicep,
  },
  nsgBicep: {
    title: 'Network security group rules (Bicep)',
    fileName: 'arc-network-security-group.bicep',
    write: nsgBicep,
  },
  pfsenseAlias: { title: 'pfSense alias', fileName: 'arc-allow-list-pfsense.txt', write: pfsenseAlias },
  opnsense: { title: 'OPNsense aliases', fileName: 'arc-allow-list-opnsense.json', write: opnsense },
  hosts: { title: 'Plain list of hosts', fileName: 'arc-allow-list.txt', write: hosts },
} as const satisfies Record<string, { title: string; fileName: string; write: Writer }>;

export type ExportFormat = keyof typeof formats;

/** Every format, with what to call it and the name offered when it is saved. */
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
 * An allow list as a file. The same endpoints give the same bytes; whatever a value holds, it stays a value of the
 * format. CSV, JSON and Markdown show every row; the other formats leave out what a device cannot be told, above all
 * names that are not known yet: ask `exportFindings` for it, and show it.
 */
export const exportAllowList = (endpoints: readonly Endpoint[], format: ExportFormat): string =>
  formats[format].write(endpoints).text;

/** What the file of a format does not say, or says more widely than is needed. */
export const exportFindings = (endpoints: readonly Endpoint[], format: ExportFormat): readonly Finding[] =>
  formats[format].write(endpoints).findings;
