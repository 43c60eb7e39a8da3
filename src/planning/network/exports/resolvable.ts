import type { Endpoint } from '../endpoint';
import type { Finding } from '../../../kernel/finding';
import { deviceEntries, type DeviceEntry } from './deviceEntries';
import { note } from './written';

/** Only whole names: a firewall that looks names up itself can do nothing with a wildcard; those are a finding. */
export function resolvable(endpoints: readonly Endpoint[]): {
  readonly entries: readonly DeviceEntry[];
  readonly findings: readonly Finding[];
} {
  const { entries, findings } = deviceEntries(endpoints);
  const isWhole = ({ shape }: DeviceEntry): boolean => shape.kind === 'exact';
  const wildcards = entries.filter((entry) => !isWhole(entry)).map(({ shape }) => shape.host);
  return {
    entries: entries.filter(isWhole),
    findings: [...findings, ...(wildcards.length > 0 ? [left([...new Set(wildcards)])] : [])],
  };
}

const left = (hosts: readonly string[]): Finding =>
  note(
    'warning',
    'wildcard',
    `An alias looks names up in the DNS, and a wildcard cannot be looked up, so these are left out: ${hosts.join(', ')}.`,
    'Allow them through a proxy that knows wildcards, or list the names in use.',
    'docs.netgate.com/pfsense/en/latest/firewall/aliases.html (2026-11)',
  );
