import type { Inventory } from '../../kernel/inventory';
import { listOfKind, resourceKinds } from '../../kernel/resourceKinds';
import { type ArcResource, isAssociable } from '../../kernel/resources';
import type { TreeToken } from '../../ids';
import { byName } from './byName';
import { treeKind } from './kinds';
import { tokensIn } from './tokens';
import { TreeIndex } from './treeIndex';

/** A resource to choose from a list. */
export interface RowItem {
  readonly resourceId: string;
  readonly icon: string;
  readonly name: string;
  /** Its one problem, or its system. */
  readonly about: string;
  /** Kind, gateway, resource group. */
  readonly place: readonly string[];
  /** Lowercase. */
  readonly searched: string;
}

/** Those that have the token: what needs attention first, then by name. `now` is Unix time in milliseconds. */
export function rowItems(inventory: Inventory, token: TreeToken, now: number): readonly RowItem[] {
  const tokensOf = tokensIn(inventory);
  const index = new TreeIndex(inventory, now);
  const all = resourceKinds.flatMap((kind): readonly ArcResource[] => inventory.reading[listOfKind[kind]].items);
  const chosen = all.filter((resource) => tokensOf(resource).includes(token)).toSorted(byName);
  const { needingAttention } = index;
  const inOrder = [
    ...chosen.filter((each) => needingAttention.has(each)),
    ...chosen.filter((each) => !needingAttention.has(each)),
  ];
  return inOrder.map((resource) => itemOf(index, resource));
}

function itemOf(index: TreeIndex, resource: ArcResource): RowItem {
  const kind = treeKind(resource.kind);
  const { label, icon } = kind;
  const about = index.noticeOf(resource)?.words ?? kind.platform?.(resource) ?? '';
  const connection = isAssociable(resource) ? index.connectionOf(resource) : undefined;
  const place = [label, connection, resource.resourceGroup].filter((part) => part !== undefined);
  const { id: resourceId, name } = resource;
  return { resourceId, icon, name, about, place, searched: [name, about, ...place].join('\n').toLowerCase() };
}

/** Of a list to choose from; with more, one narrows them down by typing. */
export const mostItems = 1000;

/** What is chosen already, then the first that have all words of the text. */
export function narrowed<T extends RowItem>(items: readonly T[], text: string, chosen: readonly T[]): readonly T[] {
  if (items.length <= mostItems) return items;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = new Set(chosen);
  for (const item of items) {
    if (kept.size >= mostItems) break;
    if (words.every((word) => item.searched.includes(word))) kept.add(item);
  }
  return [...kept];
}
