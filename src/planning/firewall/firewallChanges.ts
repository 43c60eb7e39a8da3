import { addressOf, type Endpoint, mergeEndpoints } from '../network';
import type { Site, TargetRef } from '../site';
import { anyEndpointsOf, targetKinds, targetsOf } from '../targets';
import { changesBetween, type FirewallChanges } from './changesBetween';
import { firewallNeighbors } from './sharedFirewall';

/** What has to be reachable for every target of a site, each host once with all who ask for it. */
export const endpointsOf = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(targetsOf(site).flatMap(({ of }) => of((module, target) => module.endpoints(target, site))));

/** The same as it is today, before anything is changed. */
export const endpointsToday = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(targetsOf(site).flatMap(({ of }) => of((module, target) => module.endpointsToday(target, site))));

/**
 * What changes at the firewall or proxy for the whole site. What any of its targets needs stays open; a target that could
 * not be read may need anything of its kind. Kinds that the site does not name may stand behind the same firewall all the
 * same, and are asked about.
 */
export function firewallChanges(site: Site, unread: readonly TargetRef[] = []): FirewallChanges {
  const after = endpointsOf(site);
  const kept = [
    ...targetsOf(site).flatMap(({ of }) => of((module, target) => module.keepsOpen?.(target, site) ?? [])),
    ...targetKinds.flatMap((kind) => (unread.some((ref) => ref.kind === kind) ? anyEndpointsOf(kind) : [])),
  ].map(anyName);
  const named = new Set([...targetsOf(site).map(({ ref }) => ref.kind), ...unread.map(({ kind }) => kind)]);
  const others = firewallNeighbors.filter((kind) => !named.has(kind));
  const changes = changesBetween(endpointsToday(site), mergeEndpoints([...after, ...kept]), others);
  const required = new Set(after.map(addressOf));
  // What is kept for those of whom little is known is not opened for them.
  return { ...changes, open: changes.open.filter((each) => required.has(addressOf(each))) };
}

/** A name that is not given yet may be any. */
const anyName = (endpoint: Endpoint): Endpoint => ({ ...endpoint, host: endpoint.host.replace(/<\w{1,20}>/g, '*') });
