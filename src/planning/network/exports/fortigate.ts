import { commentText } from '../../../kernel/text/quote';
import { byPort, deviceEntries, type DeviceEntry, type PortGroup, widened, widenings } from './deviceEntries';
import { firstOf } from './firstOf';
import { noteComment, type Writer } from './written';

/**
 * FortiOS 6.2.2 and later: an fqdn address object per host (wildcards too), a group per port, and the gateway as
 * wildcard-fqdn, which SSL inspection exemptions need.
 */
export const fortigate: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  const hosts = firstOf(entries, widened);
  const gateways = hosts.filter(([host]) => host.endsWith('.gw.arc.azure.com'));
  const sections = [
    section(
      'firewall address',
      hosts.map(([host, entry]) => address(host, entry)),
    ),
    section('firewall addrgrp', byPort(entries).map(group)),
    ...(gateways.length > 0 ? [section('firewall wildcard-fqdn custom', gateways.map(exemption))] : []),
  ];
  return {
    text: [
      '# Azure Arc allow list, for FortiOS 6.2.2 and later\n',
      ...notes.map((note) => `# ${commentText(noteComment(note))}\n`),
      ...sections,
    ].join(''),
    notes: [...notes, ...widenings(entries, 'FortiGate address objects')],
  };
};

const section = (path: string, edits: readonly string[]): string => `config ${path}\n${edits.join('')}end\n`;

const edit = (name: string, settings: readonly string[]): string =>
  `    edit ${quoted(name)}\n${settings.map((setting) => `        set ${setting}\n`).join('')}    next\n`;

const address = (host: string, { purpose }: DeviceEntry): string =>
  edit(nameOf(host), ['type fqdn', `fqdn ${quoted(host)}`, `comment ${quoted(purpose.slice(0, 200))}`]);

const group = ({ protocol, port, entries }: PortGroup): string => {
  const members = [...new Set(entries.map((entry) => quoted(nameOf(widened(entry)))))];
  return edit(`arc-allow-list-${protocol}-${port}`, [
    `member ${members.join(' ')}`,
    `comment ${quoted(`Allow TCP ${port} to these`)}`,
  ]);
};

const exemption = ([host]: readonly [string, DeviceEntry]): string =>
  edit(`${nameOf(host)}-not-inspected`.slice(-79), [
    `wildcard-fqdn ${quoted(host)}`,
    `comment ${quoted('Exempt from SSL inspection')}`,
  ]);

/** Up to 79 characters; keeps the end, where hosts of a service differ. */
const nameOf = (host: string): string => `arc-${host.replace('*', 'any').replaceAll('*', 'any').slice(-75)}`;

/** FortiOS often rejects quotes, brackets and `#`; `?` opens its help. */
const quoted = (text: string): string => `"${commentText(text).replace(/[^\w .,:;*+/=@-]/g, '')}"`;
