import { pageSource } from '../../kernel/knowledge/pages';
import { type Endpoint, HostIndex } from '../network';
import { type FirewallNeighbor, firewallNeighbors, neighborNeeds, type NeighborNeed } from './sharedFirewall';

/** Something open today that can be closed, except for the hosts in `narrowedTo`. */
export interface Closable {
  readonly endpoint: Endpoint;
  /** The part that is still needed and kept as entries of its own. */
  readonly narrowedTo: readonly Endpoint[];
  /** Who else behind the same firewall may need it: ask before closing it. */
  readonly neighbors: readonly NeighborNeed[];
}

/** What changes at a firewall or proxy. */
export interface FirewallChanges {
  /** Open before the switch. */
  readonly open: readonly Endpoint[];
  /** Close at least `closeAfterHours` after the switch. */
  readonly close: readonly Closable[];
  readonly keep: readonly Endpoint[];
  readonly closeAfterHours: 1;
  readonly source: string;
}

/**
 * Compares the endpoints required before and after, for example without and with a gateway. A host covered by a wildcard
 * that is already open is kept, not opened; a wildcard of which some hosts stay is narrowed to those. `neighbors` may be
 * behind the same firewall. As sets of hosts, `to` and `close` equal `from` and `open`.
 */
export function changesBetween(
  from: readonly Endpoint[],
  to: readonly Endpoint[],
  neighbors: readonly FirewallNeighbor[] = firewallNeighbors,
): FirewallChanges {
  const [before, after] = [overInternet(from), overInternet(to)];
  const [openBefore, neededAfter] = [new HostIndex(before, socketOf), new HostIndex(after, socketOf)];
  const isOpen = (each: Endpoint): boolean => openBefore.first(socketOf(each)) !== undefined;
  const within = new Map<Endpoint, Endpoint[]>();
  for (const each of after) for (const wide of openBefore.covering(socketOf(each))) push(within, wide, each);
  return {
    open: after.filter((each) => !isOpen(each)),
    close: before
      .filter((each) => neededAfter.first(socketOf(each)) === undefined)
      .map((endpoint) => ({
        endpoint,
        narrowedTo: within.get(endpoint) ?? [],
        neighbors: neighborNeeds(endpoint, after, neighbors),
      })),
    keep: after.filter(isOpen),
    closeAfterHours: 1,
    source: pageSource('clusterGateway'),
  };
}

function push(within: Map<Endpoint, Endpoint[]>, wide: Endpoint, each: Endpoint): void {
  const known = within.get(wide);
  if (known) known.push(each);
  else within.set(wide, [each]);
}

const socketOf = ({ host, port }: Endpoint): string => `${host}:${port}`;

const overInternet = (endpoints: readonly Endpoint[]): Endpoint[] => [
  ...new Map(
    endpoints.filter(({ privateEndpoint }) => !privateEndpoint).map((each) => [socketOf(each), each] as const),
  ).values(),
];
