import { type Endpoint, HostIndex } from '../network';
import { type FirewallNeighbor, firewallNeighbors, neighborNeeds, type NeighborNeed } from './sharedFirewall';

/** Something open today that may be closed, wholly or down to the hosts in `narrowedTo`. */
export interface Closable {
  readonly endpoint: Endpoint;
  /** What of it is still needed, and is therefore kept as its own entry; empty when it may be closed wholly. */
  readonly narrowedTo: readonly Endpoint[];
  /** Who else may need it behind the same firewall; with anyone, it is closed only after the `firewallQuestion`. */
  readonly neighbors: readonly NeighborNeed[];
}

/** What changes at a firewall or proxy between two ways of connecting. */
export interface FirewallChanges {
  /** To be opened before the switch. */
  readonly open: readonly Endpoint[];
  /** To be closed no earlier than `closeAfterHours` after it. */
  readonly close: readonly Closable[];
  /** Open before and after. */
  readonly keep: readonly Endpoint[];
  readonly closeAfterHours: 1;
  readonly source: string;
}

/**
 * Compares what is required before and after, for example without and with a gateway. Wildcards count for what they
 * take in: a host inside a wildcard that is open already is kept, not opened, and a wildcard of which only some hosts
 * stay is closed down to those. `neighbors` are those who may stand behind the same firewall unseen. For hosts as a set: `to` and `close` together are `from` and `open` together.
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
    source: 'learn.microsoft.com/azure/azure-arc/kubernetes/arc-gateway-simplify-networking (2026-02-26)',
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
