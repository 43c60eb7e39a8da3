import { addressOf, type Endpoint, mergeEndpoints } from '../network';
import type { Site, TargetRef } from '../site';
import { anyEndpointsOf, askNetwork, targetKinds, targetsOf } from '../targets';
import { changesBetween, type FirewallChanges } from './changesBetween';
import { firewallNeighbors } from './sharedFirewall';

/** What all targets must reach, each host once with all sources. */
export const endpointsOf = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(
    targetsOf(site).flatMap((each) => askNetwork(each, (network, target) => network.endpoints(target, site))),
  );

/** The same before the change. */
export const endpointsToday = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(
    targetsOf(site).flatMap((each) => askNetwork(each, (network, target) => network.endpointsToday(target, site))),
  );

/**
 * What changes for the whole site. What any target needs stays open; an unreadable target may need anything of its kind.
 * Kinds that the site doesn’t have may still be behind the same firewall, so they are neighbors.
 */
export function firewallChanges(site: Site, unread: readonly TargetRef[] = []): FirewallChanges {
  const after = endpointsOf(site);
  const kept = [
    ...targetsOf(site).flatMap((each) =>
      askNetwork(each, (network, target) => network.keepsOpen?.(target, site) ?? []),
    ),
    ...targetKinds.flatMap((kind) => (unread.some((ref) => ref.kind === kind) ? anyEndpointsOf(kind) : [])),
  ].map(anyName);
  const named = new Set([...targetsOf(site).map(({ ref }) => ref.kind), ...unread.map(({ kind }) => kind)]);
  const others = firewallNeighbors.filter((kind) => !named.has(kind));
  const changes = changesBetween(endpointsToday(site), mergeEndpoints([...after, ...kept]), others);
  const required = new Set(after.map(addressOf));
  // Unreadable targets keep hosts open, but open none.
  return { ...changes, open: changes.open.filter((each) => required.has(addressOf(each))) };
}

/** A `<…>` matches any name. */
const anyName = (endpoint: Endpoint): Endpoint => ({ ...endpoint, host: endpoint.host.replace(/<\w{1,20}>/g, '*') });
