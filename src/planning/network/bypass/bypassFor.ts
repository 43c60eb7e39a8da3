import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import dialects from '../data/bypassDialects.json';
import { agentBypass } from './agentBypass';
import type { Bypass, BypassContext } from './bypass';
import { dialectBypass, type Dialect } from './dialectBypass';
import { anyEntry, entryFindings } from './entryFindings';
import { gatewayBypass, refusalOf } from './gatewayBypass';
import { publicRange } from './publicRange';
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
  if (consumer === 'agent') return agentBypass(all, context);
  const { text, findings } =
    consumer === 'gateway' ? gatewayBypass(all, context) : dialectBypass(all, consumer, context);
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

type NamesAndAddresses = Exclude<BypassConsumer, 'agent'>;

function sourceFor(consumer: NamesAndAddresses): string {
  const row = dialects.find((each) => each.consumer === consumer);
  return row ? `${row.source} (${row.asOf})` : featureSince('gatewayBypass').source;
}

const fullName = l10n.t`Enter a full host name without scheme, port, or wildcard, for example ${'app.contoso.com'}.`;

const generalFindings = (entry: BypassEntry, consumer: NamesAndAddresses): Finding[] => [
  ...entryFindings(entry, { source: sourceFor(consumer), fix: consumer === 'gateway' ? fullName : anyEntry }),
  ...(consumer === 'gateway' ? [] : publicRange(entry)),
];
