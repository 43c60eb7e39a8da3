import * as l10n from '@vscode/l10n';
import type { Finding } from '../../kernel/finding';
import { isAllowed, type PermissionId, permissions } from '../../kernel/knowledge/permissions';
import { roleName } from '../../kernel/knowledge/roles';
import { lookUp } from '../../kernel/lookUp';
import { alternatives, listOf } from '../../kernel/text/phrases';
import { bashLiteral } from '../../kernel/text/quote';
import { connectionOf, type Site } from '../site';
import type { Rule } from './rule';

/** A resource group of a site, with what the scripts change in it. */
export interface SitePlace {
  /** Of `ObservedAzureState.permissions`. */
  readonly key: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Of the field that names it first. */
  readonly path: string;
  readonly needs: ReadonlySet<PermissionId>;
}

export function placesOf(site: Site): readonly SitePlace[] {
  const { azure, targets } = site;
  const connection = connectionOf(site);
  const found = new Map<string, SitePlace & { readonly needs: Set<PermissionId> }>();
  const add = (place: Partial<Site['azure']>, path: string, ...needs: readonly PermissionId[]): void => {
    const { subscriptionId, resourceGroup } = { ...azure, ...place };
    const key = `${subscriptionId}/${resourceGroup}`.toLowerCase();
    const known = found.get(key) ?? { key, subscriptionId, resourceGroup, path, needs: new Set<PermissionId>() };
    for (const each of needs) known.needs.add(each);
    found.set(key, known);
  };
  if (targets.servers?.state !== 'connected') {
    if (targets.servers) add({}, 'azure.resourceGroup', 'connectMachine');
  } else if (connection === 'gateway') add({}, 'azure.resourceGroup', 'associateMachine');
  for (const [index, cluster] of (targets.clusters ?? []).entries()) {
    if (cluster.managedBy === 'aksArc') continue;
    const path = cluster.azure?.resourceGroup === undefined ? 'azure.resourceGroup' : `targets.clusters.${index}.azure`;
    const ofGateway = (cluster.connection ?? connection) === 'gateway' ? (['associateCluster'] as const) : [];
    if (cluster.state !== 'connected') add(cluster.azure ?? {}, path, 'connectCluster', ...ofGateway);
    else if (ofGateway.length > 0) add(cluster.azure ?? {}, path, 'changeCluster', ...ofGateway);
  }
  return [...found.values()];
}

/** A warning: the scripts may be run by another account than the one that looks here. */
export const notPermitted: Rule<Site> = (site, { permissions: read = {} }) =>
  placesOf(site).flatMap(({ key, subscriptionId, resourceGroup, path, needs }): readonly Finding[] => {
    const sets = lookUp(read, key);
    const missing = sets ? [...needs].filter((id) => !isAllowed(sets, id)) : [];
    const [first] = missing;
    if (first === undefined) return [];
    const actions = [...new Set(missing.map((id) => permissions[id].anyOf[0] ?? ''))];
    // The last one of a list with more needs is the wider one.
    const role = roleName(permissions[missing.at(-1) ?? first].role);
    const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
    const command = `az role assignment create --assignee ACCOUNT --role ${bashLiteral(role)} --scope ${bashLiteral(scope)}`;
    const { source, asOf } = permissions[first];
    return [
      {
        code: 'azure.notPermitted',
        severity: 'warning',
        path,
        message: l10n.t`Your account may not do this in the resource group ${resourceGroup}: ${listOf(actions)}.`,
        fix: l10n.t`The account that runs the scripts needs the role ${role} there. ${alternatives([roleName('owner'), roleName('userAccessAdministrator')])} can assign it: ${command}`,
        source: `${source} (${asOf})`,
      },
    ];
  });
