import { commentText } from '../../../kernel/text/quote';
import { portsOf } from './deviceEntries';
import { firstOf } from './firstOf';
import { resolvable } from './resolvable';
import type { ExportNote, Writer } from './written';

/** Bulk import: `host description` per line; no comments, no wildcards. */
export const pfsenseAlias: Writer = (endpoints) => {
  const { entries, notes } = resolvable(endpoints);
  const lines = firstOf(entries, ({ shape }) => shape.host);
  const ports = portsOf(entries);
  return {
    text: lines.map(([host, { purpose }]) => `${host} ${description(purpose)}\n`).join(''),
    notes: [...notes, ...(ports.length > 1 ? [portsNote(ports)] : [])],
  };
};

/** Under 200 characters; bars are separators. */
const description = (purpose: string): string => commentText(purpose).replaceAll('|', '/').slice(0, 199).trim();

const portsNote = (ports: readonly number[]): ExportNote => ({
  id: 'noPortsInAlias',
  values: { ports: ports.join(', ') },
});
