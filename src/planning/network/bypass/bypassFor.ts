import type { Finding } from '../../../kernel/finding';
import dialects from './data/bypassDialects.json';
import { agentBypass } from './agentBypass';
import type { Bypass, BypassContext } from './bypass';
import { dialectBypass, type Dialect } from './dialectBypass';
import { anyEntry, entryFindings } from './entryFindings';
import { gatewayBypass } from './gatewayBypass';
import { invalidForGateway } from './leftOut';
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
  if (consumer === 'gateway') {
    const { text, findings } = gatewayBypass(all, context);
    return { text, findings: [...all.flatMap(invalidForGateway), ...findings] };
  }
  const { text, findings } = dialectBypass(all, consumer, context);
  const general = all.flatMap((entry) => generalFindings(entry, consumer));
  return { text, findings: [...general, ...findings] };
}

const sourceOf = (dialect: Dialect): string => {
  const row = dialects.find((each) => each.consumer === dialect);
  return row ? `${row.source} (${row.asOf})` : '';
};

const generalFindings = (entry: BypassEntry, dialect: Dialect): Finding[] => [
  ...entryFindings(entry, { source: sourceOf(dialect), fix: anyEntry }),
  ...publicRange(entry),
];
