import type { Finding } from '../../../kernel/finding';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import keywords from '../data/agentBypass.json';
import dialects from '../data/bypassDialects.json';
import { agentBypass } from './agentBypass';
import type { Bypass, BypassContext } from './bypass';
import { dialectBypass, type Dialect } from './dialectBypass';
import { gatewayBypass, refusalOf } from './gatewayBypass';
import { type BypassEntries, type BypassEntry, bypassEntriesOf } from '../../site';

/**
 * Who reads the text: the registration of Azure Local, WinINET and WinHTTP, programs that know NO_PROXY, the command
 * `az connectedk8s`, the Connected Machine agent (`proxy.bypass`), or an Arc gateway (`gatewayBypass`, a JSON array).
 */
export type BypassConsumer = Dialect | 'agent' | 'gateway';

/**
 * The same wishes in the syntax of one consumer; the texts of two are never interchangeable. A wish that the syntax
 * cannot say is left out and is a finding of severity `error`: the text is never silently narrower or wider than wished.
 */
export function bypassFor(wishes: BypassEntries, consumer: BypassConsumer, context: BypassContext = {}): Bypass {
  const all = bypassEntriesOf(wishes);
  const { text, findings } = write(all, consumer, context);
  return { text, findings: [...all.flatMap((wish) => generalFindings(wish, consumer)), ...findings] };
}

/** An entry of a gateway's bypass list that the list cannot hold. */
export interface LeftOutEntry {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly text: string;
  readonly finding: Finding;
  /** Why it is left out, where the finding's message does not name the entry first. */
  readonly reason?: string;
}

/** The entries that a gateway's bypass list cannot hold: first those that are no name at all. */
export function leftOutByGateway(entries: readonly string[]): readonly LeftOutEntry[] {
  const all = bypassEntriesOf({ hosts: entries }).map((wish, index) => ({ wish, index, text: wish.text }));
  return [
    ...all.flatMap(({ wish, ...entry }) => generalFindings(wish, 'gateway').map((finding) => ({ ...entry, finding }))),
    ...all.flatMap(({ wish, ...entry }) => {
      const refusal = refusalOf(wish);
      return refusal ? [{ ...entry, ...refusal }] : [];
    }),
  ];
}

/** Where it is written what a consumer takes. */
function sourceFor(consumer: BypassConsumer): string {
  const row = consumer === 'agent' ? keywords[0] : dialects.find((each) => each.consumer === consumer);
  return row ? `${row.source} (${row.asOf})` : featureSince('gatewayBypass').source;
}

function write(wishes: readonly BypassEntry[], consumer: BypassConsumer, context: BypassContext): Bypass {
  if (consumer === 'agent') return agentBypass(wishes, context);
  if (consumer === 'gateway') return gatewayBypass(wishes, context);
  return dialectBypass(wishes, consumer, context);
}

const fullName = 'Write a full host name without scheme, port or wildcard: app.contoso.com.';
const anyEntry =
  'Write a name without scheme, port or wildcard, an IPv4 address such as 10.0.0.4, or a range such as 10.0.0.0/8.';

const nouns: Readonly<Record<BypassEntry['list'], string>> = {
  hosts: 'host',
  domains: 'domain',
  ips: 'ip',
  cidrs: 'cidr',
};

/** What is wrong with a wish whoever reads it. */
function generalFindings(wish: BypassEntry, consumer: BypassConsumer): Finding[] {
  const { list, path, text } = wish;
  const source = sourceFor(consumer);
  if (wish.kind === 'invalid') {
    return [
      {
        code: 'bypass.invalid',
        severity: 'error',
        path,
        message: `${JSON.stringify(text)} is left out: it is no ${nouns[list]} that can be bypassed.`,
        fix: consumer === 'gateway' ? fullName : anyEntry,
        source,
      },
    ];
  }
  if (wish.kind !== 'cidr' || wish.isExact) return [];
  return [
    {
      code: 'bypass.hostBits',
      severity: 'warning',
      path,
      message: `${text} names an address inside a range; the whole range is used.`,
      fix: 'Write the first address of the range, or the single address under addresses.',
      source,
    },
  ];
}
