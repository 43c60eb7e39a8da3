import { closeAfterHours, type ClosingProof, closingSource } from '../../kernel/knowledge/closingRules';
import { type Endpoint, HostIndex } from '../network';
import { type FirewallNeighbor, firewallNeighbors, neighborNeeds, type NeighborNeed } from './sharedFirewall';

export interface Closable {
  readonly endpoint: Endpoint;
  /** Still needed; kept as separate entries. */
  readonly narrowedTo: readonly Endpoint[];
  /** Ask them before closing. */
  readonly neighbors: readonly NeighborNeed[];
}

export interface FirewallChanges {
  /** Before the switch. */
  readonly open: readonly Endpoint[];
  /** At least `closeAfterHours` after the agents have taken their new way, which `proofs` show. */
  readonly close: readonly Closable[];
  readonly keep: readonly Endpoint[];
  readonly closeAfterHours: number;
  readonly proofs: readonly ClosingProof[];
  readonly source: string;
}

/**
 * Hosts under an open wildcard are kept, not opened; a wildcard that is partly needed is narrowed. As host sets, `to` +
 * `close` = `from` + `open`.
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
    closeAfterHours,
    proofs: [],
    source: closingSource,
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
