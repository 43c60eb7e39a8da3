import type { Finding } from '../../../kernel/finding';
import rows from '../data/bypassNotes.json';
import type { BypassContext } from './bypass';
import type { BypassEntry } from '../../site';
import { lookUp } from '../../../kernel/lookUp';

/** What there is to know of a bypass text as a whole, by who reads it. */
export const bypassNotes = (wishes: readonly BypassEntry[], consumer: string, context: BypassContext): Finding[] =>
  rows
    .filter((row) => row.consumer === consumer && lookUp(conditions, row.when)?.(wishes, context))
    .map(({ code, severity, path, message, fix, source, asOf }) => ({
      code: `bypass.${code}`,
      severity: severity === 'warning' ? 'warning' : 'info',
      path,
      message,
      fix,
      source: `${source} (${asOf})`,
    }));

const hasRange = (wishes: readonly BypassEntry[]): boolean => wishes.some(({ kind }) => kind === 'cidr');
const hasAddress = (wishes: readonly BypassEntry[]): boolean =>
  wishes.some(({ kind }) => kind === 'ip' || kind === 'cidr');
const hasHost = (wishes: readonly BypassEntry[], isMeant: (name: string) => boolean): boolean =>
  wishes.some(({ kind, text }) => kind === 'host' && isMeant(text.toLowerCase()));

const conditions: Readonly<Record<string, (wishes: readonly BypassEntry[], context: BypassContext) => boolean>> = {
  always: () => true,
  noRange: (wishes) => !hasRange(wishes),
  ownMachinesMissing: (wishes) => !hasAddress(wishes) || !hasHost(wishes, (name) => !name.includes('.')),
  arcWithGateway: (wishes, { usesGateway = false }) => usesGateway && hasHost(wishes, (name) => name === 'arc'),
};
