import type { Endpoint } from '..';
import { deviceEntries, type DeviceEntry } from './deviceEntries';
import type { ExportNote } from './written';

/** Full names, which the firewall resolves; wildcards become a note. */
export function resolvable(endpoints: readonly Endpoint[]): {
  readonly entries: readonly DeviceEntry[];
  readonly notes: readonly ExportNote[];
} {
  const { entries, notes } = deviceEntries(endpoints);
  const isWhole = ({ shape }: DeviceEntry): boolean => shape.kind === 'exact';
  const wildcards = entries.filter((entry) => !isWhole(entry)).map(({ shape }) => shape.host);
  return {
    entries: entries.filter(isWhole),
    notes: [...notes, ...(wildcards.length > 0 ? [wildcardNote([...new Set(wildcards)])] : [])],
  };
}

const wildcardNote = (hosts: readonly string[]): ExportNote => ({
  id: 'wildcard',
  values: { hosts: hosts.join(', ') },
});
