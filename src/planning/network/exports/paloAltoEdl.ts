import { deviceEntries, portsOf, widened, widenings } from './deviceEntries';
import type { ExportNote, Writer } from './written';

/**
 * An external dynamic list of type URL: one entry per line, with a final slash so that it matches only the whole name.
 * `*.x/` doesn’t include `x`. A `*` must be a whole label; ports and comments aren’t supported.
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
