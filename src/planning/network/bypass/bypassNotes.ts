import type { Finding } from '../../../kernel/finding';
import { translated } from '../../../kernel/text/phrases';
import rows from './data/bypassNotes.json';
import type { BypassContext } from './bypass';
import type { BypassEntry } from '../../site';
import { lookUp } from '../../../kernel/lookUp';

/** About the text as a whole. */
export const bypassNotes = (entries: readonly BypassEntry[], consumer: string, context: BypassContext): Finding[] =>
  rows
    .filter((row) => row.consumer === consumer && lookUp(conditions, row.when)?.(entries, context))
    .map(({ code, severity, path, message, fix, source, asOf }) => ({
      code: `bypass.${code}`,
      severity: severity === 'warning' ? 'warning' : 'info',
      path,
      message: translated(message),
      fix: translated(fix),
      source: `${source} (${asOf})`,
    }));

const hasRange = (entries: readonly BypassEntry[]): boolean =>
  entries.some(({ kind }) => kind === 'cidr' || kind === 'cidr6');
const hasAddress = (entries: readonly BypassEntry[]): boolean =>
  entries.some(({ kind }) => kind === 'ip' || kind === 'cidr');
const hasHost = (entries: readonly BypassEntry[], isMeant: (name: string) => boolean): boolean =>
  entries.some(({ kind, text }) => kind === 'host' && isMeant(text.toLowerCase()));

const conditions: Readonly<Record<string, (entries: readonly BypassEntry[], context: BypassContext) => boolean>> = {
  always: () => true,
  hasLocal: (entries) => entries.some(({ kind }) => kind === 'local'),
  hasDomain: (entries) => entries.some(({ kind }) => kind === 'domain'),
  hasRange,
  noRange: (entries) => !hasRange(entries),
  ownMachinesMissing: (entries) => !hasAddress(entries) || !hasHost(entries, (name) => !name.includes('.')),
  arcWithGateway: (entries, { usesGateway = false }) => usesGateway && hasHost(entries, (name) => name === 'arc'),
};
