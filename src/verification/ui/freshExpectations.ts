import type { Uri } from 'vscode';
import { canceled } from '../../kernel/errors';
import { findAssociable, type Inventory } from '../../kernel/inventory';
import { expectAsInAzure, type Expectations, targetKey } from '../engine';
import type { InventoryStore } from '../../inventory';
import { groupOfDocument } from './testGroups';
import type { TestTarget } from './testTree';

/** Reloads associations and documents; expectations must not be older than results. */
export async function freshExpectations(
  store: InventoryStore,
  subjects: readonly TestTarget[],
  signal: AbortSignal,
): Promise<ReadonlyMap<TestTarget, Expectations>> {
  await refreshAssociations(store, subjects, signal);
  const { inventory } = store;
  const documents = new Map<string, ReadonlyMap<string, Expectations>>();
  for (const uri of documentsOf(subjects)) {
    const { members } = await groupOfDocument(uri, inventory);
    documents.set(uri.toString(), new Map(members.map((each) => [targetKey(each.subject), each])));
  }
  return new Map(
    subjects.map((subject) => {
      const key = targetKey(subject.expectations.subject);
      const { uri } = subject.item;
      const fresh = uri ? documents.get(uri.toString())?.get(key) : inventory && inAzure(inventory, key);
      return [subject, fresh ?? subject.expectations];
    }),
  );
}

async function refreshAssociations(
  store: InventoryStore,
  subjects: readonly TestTarget[],
  signal: AbortSignal,
): Promise<void> {
  const { inventory } = store;
  if (!inventory) return;
  const ids = subjects.flatMap(
    ({ expectations }) => findAssociable(inventory, targetKey(expectations.subject))?.id ?? [],
  );
  await store.refreshAssociations([...new Set(ids)], signal);
  if (signal.aborted) throw canceled();
}

function inAzure(inventory: Inventory, key: string): Expectations | undefined {
  const resource = findAssociable(inventory, key);
  return resource && expectAsInAzure(inventory, resource);
}

const documentsOf = (subjects: readonly TestTarget[]): readonly Uri[] => [
  ...new Map(subjects.flatMap(({ item: { uri } }) => (uri ? [[uri.toString(), uri] as const] : []))).values(),
];
