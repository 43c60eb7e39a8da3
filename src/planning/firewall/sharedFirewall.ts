import * as l10n from '@vscode/l10n';
import { addressOf, type Endpoint } from '../network';
import { covers } from '../../kernel/hostPattern';
import { anyEndpointsOf } from '../targets';
import { listOf, plural, translated } from '../../kernel/text/phrases';
import type { Finding } from '../../kernel/finding';
import type { FirewallChanges } from './changesBetween';

/** May share the firewall and connect without a gateway. */
export type FirewallNeighbor = 'cluster' | 'azureLocal';

/** `host`, or `host:port` if not 443. */
export interface NeighborNeed {
  readonly neighbor: FirewallNeighbor;
  readonly addresses: readonly string[];
}

type Socket = Pick<Endpoint, 'host' | 'port'>;

interface Need {
  readonly address: string;
  readonly socket: string;
  readonly port: number;
  readonly domain: string | undefined;
}

const socketOf = ({ host, port }: Socket): string => `${host}:${port}`;

/** Last two labels, lower case; undefined if either may be a wildcard. */
function domainOf(host: string): string | undefined {
  const labels = host.toLowerCase().split('.').slice(-2);
  return labels.length === 2 && !labels.some((label) => /[*<]|^$/.test(label)) ? labels.join('.') : undefined;
}

function needOf({ host, port }: Socket): Need {
  const anywhere = { host: host.replace(/<\w{1,20}>/g, '*'), port };
  return { address: addressOf(anywhere), socket: socketOf(anywhere), port, domain: domainOf(anywhere.host) };
}

export const firewallNeighbors: readonly FirewallNeighbor[] = ['cluster', 'azureLocal'];

const needsOf: Readonly<Record<FirewallNeighbor, readonly Need[]>> = {
  cluster: anyEndpointsOf('cluster').map(needOf),
  azureLocal: anyEndpointsOf('azureLocal').map(needOf),
};

/** Except for what stays open. */
export function neighborNeeds(
  endpoint: Socket,
  staysOpen: readonly Socket[],
  neighbors: readonly FirewallNeighbor[],
): readonly NeighborNeed[] {
  const closed = needOf(endpoint);
  const mayMeet = ({ port, domain }: Need): boolean =>
    port === closed.port && (domain === undefined || closed.domain === undefined || domain === closed.domain);
  const own = { ...closed, address: addressOf(endpoint), socket: socketOf(endpoint) };
  return neighbors.flatMap((neighbor) => {
    const lost = needsOf[neighbor].filter(mayMeet).flatMap((need) => {
      const part = covers(own.socket, need.socket) ? need : covers(need.socket, own.socket) ? own : undefined;
      return part && !staysOpen.some((each) => covers(socketOf(each), part.socket)) ? [part.address] : [];
    });
    return lost.length === 0 ? [] : [{ neighbor, addresses: [...new Set(lost)] }];
  });
}

/** English, for exports. */
export const neighborNames: Readonly<Record<FirewallNeighbor, string>> = {
  cluster: 'an Arc-enabled Kubernetes cluster',
  azureLocal: 'an Azure Local instance',
};

/** English, for exports. */
export const firewallQuestion =
  'Does an Arc-enabled Kubernetes cluster or an Azure Local instance behind the same firewall connect without a gateway? If so, keep these open.';

export const neighborSources: readonly string[] = [
  ...new Set(anyEndpointsOf('azureLocal').map(({ source }) => source)),
];

export const neighborFindingCode = 'firewall.neighbors';

/** Who replaces the old rules by the list closes the others. */
export function closingFindings({ close, closeAfterHours, proofs, source }: FirewallChanges): readonly Finding[] {
  if (close.length === 0) return [];
  const wait = plural(closeAfterHours, {
    one: l10n.t('Wait 1 hour from then.'),
    other: l10n.t`Wait ${closeAfterHours} hours from then.`,
  });
  return [
    {
      code: 'firewall.closeLater',
      severity: 'info',
      path: '',
      message: l10n.t`In the place of the rules of today, this list closes ${close.length} hosts.`,
      fix: [l10n.t('Add it to them first.'), ...proofs.map(({ message }) => translated(message)), wait].join(' '),
      source: [source, ...proofs.map((each) => each.source)].join('; '),
    },
  ];
}

/** Warns if closing affects neighbors. */
export function neighborFindings(
  close: readonly { readonly neighbors: readonly NeighborNeed[] }[],
): readonly Finding[] {
  const needs = close.flatMap(({ neighbors: each }) => each);
  const addresses = [...new Set(needs.flatMap((need) => need.addresses))];
  if (addresses.length === 0) return [];
  return [
    {
      code: neighborFindingCode,
      severity: 'warning',
      path: '',
      message: l10n.t`This list covers only these servers. An Arc-enabled Kubernetes cluster or an Azure Local instance that is behind the same firewall and connects without a gateway may also need: ${listOf(addresses)}`,
      fix: l10n.t(
        'Add this list to the firewall rules. Replace the rules only after you have checked what else is behind the firewall.',
      ),
      source: neighborSources.join('; '),
    },
  ];
}
