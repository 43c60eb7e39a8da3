import { commentText } from '../../../kernel/text/quote';
import { portsOf } from './deviceEntries';
import { firstOf } from './firstOf';
import { resolvable } from './resolvable';
import { note, type Writer } from './written';

/** The bulk import of pfSense: one `host description` a line. Comments and wildcards are refused there. */
export const pfsenseAlias: Writer = (endpoints) => {
  const { entries, findings } = resolvable(endpoints);
  const lines = firstOf(entries, ({ shape }) => shape.host);
  const ports = portsOf(entries);
  return {
    text: lines.map(([host, { purpose }]) => `${host} ${description(purpose)}\n`).join(''),
    findings: [...findings, ...(ports.length > 1 ? [portsNote(ports)] : [])],
  };
};

/** Fewer than 200 characters, without the bars that separate descriptions in the configuration. */
const description = (purpose: string): string => commentText(purpose).replaceAll('|', '/').slice(0, 199).trim();

const portsNote = (ports: readonly number[]) =>
  note(
    'info',
    'noPorts',
    `The alias does not say ports. These are needed: ${ports.join(', ')}.`,
    'Make a port alias of them for the rule.',
  );
