import { byPort, type PortGroup } from './deviceEntries';
import { resolvable } from './resolvable';
import type { Writer } from './written';

/** For import under Firewall, Aliases: a host alias per port. */
export const opnsense: Writer = (endpoints) => {
  const { entries, notes } = resolvable(endpoints);
  const alias: Record<string, unknown> = Object.fromEntries(byPort(entries).map(aliasOf));
  return { text: `${JSON.stringify({ aliases: { alias } }, undefined, 2)}\n`, notes };
};

/** Any well-formed key: import matches by name. */
const aliasOf = ({ protocol, port, entries }: PortGroup): [string, unknown] => [
  `00000000-0000-4000-800${protocol === 'http' ? 0 : 1}-${`${port}`.padStart(12, '0')}`,
  {
    enabled: '1',
    name: `arc_${protocol}_${port}`,
    type: 'host',
    content: entries.map(({ shape }) => shape.host).join('\n'),
    description: `Azure Arc, TCP ${port}`,
  },
];
