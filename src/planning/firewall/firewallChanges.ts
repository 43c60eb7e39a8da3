import { type ClosingProof, closingProofs } from '../../kernel/knowledge/closingRules';
import { addressOf, type Endpoint, mergeEndpoints } from '../network';
import { connectionOf, type Site, type TargetRef } from '../site';
import { anyEndpointsOf, askNetwork, targetKinds, targetsOf } from '../targets';
import { changesBetween, type FirewallChanges } from './changesBetween';
import { firewallNeighbors } from './sharedFirewall';

/** Unique hosts with all sources. */
export const endpointsOf = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(
    targetsOf(site).flatMap((each) => askNetwork(each, (network, target) => network.endpoints(target, site))),
  );

/** Before the change. */
export const endpointsToday = (site: Site): readonly Endpoint[] =>
  mergeEndpoints(
    targetsOf(site).flatMap((each) => askNetwork(each, (network, target) => network.endpointsToday(target, site))),
  );

/**
 * For the whole site. Unreadable targets may need anything of their kind; kinds not in the site may share the firewall,
 * so they are neighbors.
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
  // Unreadable targets only keep hosts open.
  return { ...changes, open: changes.open.filter((each) => required.has(addressOf(each))), proofs: proofsFor(site) };
}

function proofsFor(site: Site): readonly ClosingProof[] {
  const connection = connectionOf(site);
  const { servers, clusters = [] } = site.targets;
  return [
    ...(servers && connection === 'gateway' ? [closingProofs.servers] : []),
    ...(clusters.some((each) => (each.connection ?? connection) === 'gateway') ? [closingProofs.clusters] : []),
  ];
}

/** `<…>` matches any name. */
const anyName = (endpoint: Endpoint): Endpoint => ({ ...endpoint, host: endpoint.host.replace(/<\w{1,20}>/g, '*') });
