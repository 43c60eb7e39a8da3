import { deviceEntries, portsOf, widened, widenings } from './deviceEntries';
import type { ExportNote, Writer } from './written';

/**
 * External dynamic list of type URL. The final slash limits matches to the whole name; `*.x/` excludes `x`. `*` must be
 * a whole label; no ports, no comments.
 */
export const paloAltoEdl: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  const lines = new Set(entries.map((entry) => `${widened(entry)}/\n`));
  const ports = portsOf(entries);
  return {
    text: [...lines].join(''),
    notes: [...notes, ...widenings(entries, 'external dynamic lists'), ...(ports.length > 1 ? [portsNote(ports)] : [])],
  };
};

const portsNote = (ports: readonly number[]): ExportNote => ({
  id: 'noPortsInList',
  values: { ports: ports.join(', ') },
});
