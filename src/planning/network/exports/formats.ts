import * as l10n from '@vscode/l10n';

const formats = {
  csv: { title: 'CSV', fileName: 'arc-allow-list.csv' },
  json: { title: 'JSON', fileName: 'arc-allow-list.json' },
  markdown: { title: 'Markdown', fileName: 'arc-allow-list.md' },
  squid: { title: l10n.t('Squid access lists'), fileName: 'arc-allow-list.conf' },
  paloAltoEdl: {
    title: l10n.t('Palo Alto external dynamic list'),
    fileName: 'arc-allow-list-edl.txt',
  },
  fortigate: { title: l10n.t('FortiGate objects'), fileName: 'arc-allow-list-fortigate.conf' },
  azureFirewallBicep: {
    title: l10n.t('Azure Firewall rules (Bicep)'),
    fileName: 'arc-azure-firewall.bicep',
  },
  nsgBicep: {
    title: l10n.t('Network security group rules (Bicep)'),
    fileName: 'arc-network-security-group.bicep',
  },
  pfsenseAlias: { title: l10n.t('pfSense alias'), fileName: 'arc-allow-list-pfsense.txt' },
  opnsense: { title: l10n.t('OPNsense aliases'), fileName: 'arc-allow-list-opnsense.json' },
  hosts: { title: l10n.t('Plain list of hosts'), fileName: 'arc-allow-list.txt' },
} as const satisfies Record<string, { title: string; fileName: string }>;

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
