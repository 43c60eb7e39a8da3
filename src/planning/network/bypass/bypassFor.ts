import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { type AddressKind, rangeKind, rangesOfKind, rangesSource } from '../../../kernel/knowledge/addressKind';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { parseIpRange } from '../../../kernel/text/ipRange';
import { listOf } from '../../../kernel/text/phrases';
import keywords from '../data/agentBypass.json';
import dialects from '../data/bypassDialects.json';
import { agentBypass } from './agentBypass';
import type { Bypass, BypassContext } from './bypass';
import { dialectBypass, type Dialect } from './dialectBypass';
import { gatewayBypass, refusalOf } from './gatewayBypass';
import { type BypassEntry, bypassEntriesOf, type Site } from '../../site';

/**
 * Azure Local registration, WinINET and WinHTTP, NO_PROXY, `az connectedk8s`, the Connected Machine agent
 * (`proxy.bypass`), or an Arc gateway (`gatewayBypass`, JSON array).
 */
export type BypassConsumer = Dialect | 'agent' | 'gateway';

/** Entries that the syntax can’t express become findings of severity `error`. */
export function bypassFor(
  entries: NonNullable<Site['network']['bypass']>,
  consumer: BypassConsumer,
  context: BypassContext = {},
): Bypass {
  const all = bypassEntriesOf(entries);
  const { text, findings } = write(all, consumer, context);
  return { text, findings: [...all.flatMap((entry) => generalFindings(entry, consumer)), ...findings] };
}

export interface LeftOutEntry {
  /** In the list. */
  readonly index: number;
  readonly finding: Finding;
}

/** Invalid entries first. */
export function leftOutByGateway(entries: readonly string[]): readonly LeftOutEntry[] {
  const all = bypassEntriesOf({ hosts: entries }).map((entry, index) => ({ entry, index }));
  return [
    ...all.flatMap(({ entry, ...place }) =>
      generalFindings(entry, 'gateway').map((finding) => ({ ...place, finding })),
    ),
    ...all.flatMap(({ entry, ...place }) => {
      const finding = refusalOf(entry);
      return finding ? [{ ...place, finding }] : [];
    }),
  ];
}

function sourceFor(consumer: BypassConsumer): string {
  const row = consumer === 'agent' ? keywords[0] : dialects.find((each) => each.consumer === consumer);
  return row ? `${row.source} (${row.asOf})` : featureSince('gatewayBypass').source;
}

function write(entries: readonly BypassEntry[], consumer: BypassConsumer, context: BypassContext): Bypass {
  if (consumer === 'agent') return agentBypass(entries, context);
  if (consumer === 'gateway') return gatewayBypass(entries, context);
  return dialectBypass(entries, consumer, context);
}

const fullName = l10n.t`Enter a full host name without scheme, port, or wildcard, for example ${'app.contoso.com'}.`;
const anyEntry = l10n.t`Enter a name without scheme, port, or wildcard, an IPv4 address such as ${'10.0.0.4'}, or a range such as ${'10.0.0.0/8'}.`;

const invalidIn: Readonly<Record<BypassEntry['list'], (text: string) => string>> = {
  hosts: (text) => l10n.t`${text} is omitted because it isn’t a valid host.`,
  domains: (text) => l10n.t`${text} is omitted because it isn’t a valid domain.`,
  ips: (text) => l10n.t`${text} is omitted because it isn’t a valid IPv4 address.`,
  cidrs: (text) => l10n.t`${text} is omitted because it isn’t a valid range of IPv4 addresses.`,
};

/** Independent of syntax. */
function generalFindings(entry: BypassEntry, consumer: BypassConsumer): Finding[] {
  const { list, path, text } = entry;
  const source = sourceFor(consumer);
  if (entry.kind === 'invalid') {
    return [
      {
        code: 'bypass.invalid',
        severity: 'error',
        path,
        message: invalidIn[list](JSON.stringify(text)),
        fix: consumer === 'gateway' ? fullName : anyEntry,
        source,
      },
    ];
  }
  if (consumer === 'agent' || consumer === 'gateway') return hostBits(entry, source);
  return [...hostBits(entry, source), ...publicRange(entry)];
}

/** Own networks; a range that holds other addresses too is public. */
const ownKinds: readonly AddressKind[] = ['private', 'carrier', 'linkLocal', 'loopback'];

function publicRange(entry: BypassEntry): Finding[] {
  if (entry.kind !== 'cidr' && entry.kind !== 'cidr6') return [];
  const range = parseIpRange(entry.text);
  if (!range || ownKinds.includes(rangeKind(range))) return [];
  return [
    {
      code: 'bypass.publicRange',
      severity: 'warning',
      path: entry.path,
      message: l10n.t`${entry.text} holds public addresses: connections to all of them bypass the proxy.`,
      fix: l10n.t`Private networks are ${listOf([...rangesOfKind('private'), ...rangesOfKind('carrier')])}; link-local addresses are ${listOf(rangesOfKind('linkLocal'))}. Check the digits, or list only the addresses in use.`,
      source: rangesSource,
    },
  ];
}

function hostBits(entry: BypassEntry, source: string): Finding[] {
  const { path, text } = entry;
  if (entry.kind !== 'cidr' || entry.isExact) return [];
  return [
    {
      code: 'bypass.hostBits',
      severity: 'warning',
      path,
      message: l10n.t`${text} is an address within a range. The whole range is used.`,
      fix: l10n.t('Enter the first address of the range, or list the single address under addresses.'),
      source,
    },
  ];
}
