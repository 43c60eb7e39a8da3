import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { associablesOf, associationOf, findGateway, type Inventory } from '../../kernel/inventory';
import { instanceIdOf } from '../../kernel/resourceKinds';
import { type ArcResource, type Associable, isAssociable, resourceKey, sameResource } from '../../kernel/resources';
import { expectAsInAzure, expectAsInSite, type Expectations } from '../engine';
import { noMachinesNamed, nothingToVerify } from './errors';
import { nameOf } from '../../vscode/files';
import { siteIn } from '../../vscode/siteFiles';

export interface TestGroup {
  readonly id: string;
  readonly label: string;
  /** Source of expectations; Azure for a fleet. */
  readonly from: 'tenant' | 'document' | 'fleet';
  /** Of the site file. */
  readonly uri?: vscode.Uri;
  readonly members: readonly Expectations[];
}

export function groupsOf(inventory: Inventory): readonly TestGroup[] {
  const byGateway = Map.groupBy(associablesOf(inventory), (each) => groupKey(inventory, each));
  const gateways = inventory.reading.gateways.items.map(({ id, name }) => ({
    id: `gateway:${resourceKey(id)}`,
    label: name,
  }));
  const others = [
    { id: 'direct', label: l10n.t('Without a gateway') },
    { id: 'unread', label: l10n.t('Association unknown') },
    { id: 'foreign', label: l10n.t('Gateway not in the inventory') },
  ];
  return [...gateways, ...others].flatMap((group) => {
    const members = byGateway.get(group.id) ?? [];
    return members.length === 0
      ? []
      : [
          {
            ...group,
            from: 'tenant' as const,
            members: members.map((each) => expectAsInAzure(inventory, each)).sort(byName),
          },
        ];
  });
}

function groupKey(inventory: Inventory, resource: Associable): string {
  const association = associationOf(inventory, resource);
  if (association.status !== 'read') return 'unread';
  const { gatewayId } = association;
  if (gatewayId === undefined) return 'direct';
  return findGateway(inventory, gatewayId) ? `gateway:${resourceKey(gatewayId)}` : 'foreign';
}

const byName = (a: Expectations, b: Expectations): number =>
  a.subject.name.localeCompare(b.subject.name, 'en', { numeric: true });

/** Includes those of gateways and instances. */
export function keysOf(inventory: Inventory, resources: readonly ArcResource[]): ReadonlySet<string> {
  const found = resources.flatMap((resource) => {
    if (isAssociable(resource)) return [resource];
    return associablesOf(inventory).filter((each) => belongsTo(inventory, each, resource));
  });
  const [first] = resources;
  if (found.length === 0 && first) {
    throw nothingToVerify(first.name);
  }
  return new Set(found.map(({ id }) => resourceKey(id)));
}

/** `id`: an instance or gateway. */
function belongsTo(inventory: Inventory, each: Associable, { id }: ArcResource): boolean {
  const association = associationOf(inventory, each);
  const gatewayId = association.status === 'read' ? association.gatewayId : undefined;
  return [instanceIdOf(each), gatewayId].some((other) => other !== undefined && sameResource(other, id));
}

export async function groupOfDocument(uri: vscode.Uri, inventory: Inventory | undefined): Promise<TestGroup> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { site } = siteIn(document.getText(), nameOf(uri));
  const members = expectAsInSite(site, inventory);
  const label = nameOf(uri);
  if (members.length === 0) throw noMachinesNamed(label);
  return {
    id: `document:${uri.toString()}`,
    label,
    from: 'document',
    uri,
    members,
  };
}
