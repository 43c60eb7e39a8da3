import type { Uri } from 'vscode';
import { cancelled } from '../../kernel/errors';
import { findAssociable, type Inventory } from '../../kernel/inventory';
import { expectAsInAzure, subjectKey } from '../engine';
import type { InventoryStore } from '../../inventory';
import { type Expected, groupOfDocument } from './subjects';
import type { Subject } from './testTree';

/** Reads the associations again, and the documents: what is compared with must not be older than what is seen. */
export async function freshExpectations(
  store: InventoryStore,
  subjects: readonly Subject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Subject, Expected>> {
  await refreshAssociations(store, subjects, signal);
  const { inventory } = store;
  const documents = new Map<string, ReadonlyMap<string, Expected>>();
  for (const uri of documentsOf(subjects)) {
    const { members } = await groupOfDocument(uri, inventory);
    documents.set(uri.toString(), new Map(members.map((each) => [subjectKey(each.subject), each])));
  }
  return new Map(
    subjects.map((subject) => {
      const key = subjectKey(subject.expectations.subject);
      const { uri } = subject.item;
      const fresh = uri ? documents.get(uri.toString())?.get(key) : inventory && inAzure(inventory, key);
      return [subject, fresh ?? subject.expectations];
    }),
  );
}

async function refreshAssociations(
  store: InventoryStore,
  subjects: readonly Subject[],
  signal: AbortSignal,
): Promise<void> {
  const { inventory } = store;
  if (!inventory) return;
  const ids = subjects.flatMap(
    ({ expectations }) => findAssociable(inventory, subjectKey(expectations.subject))?.id ?? [],
  );
  await store.refreshAssociations([...new Set(ids)], signal);
  if (signal.aborted) throw cancelled();
}

function inAzure(inventory: Inventory, key: string): Expected | undefined {
  const resource = findAssociable(inventory, key);
  return resource && expectAsInAzure(inventory, resource);
}

const documentsOf = (subjects: readonly Subject[]): readonly Uri[] => [
  ...new Map(subjects.flatMap(({ item: { uri } }) => (uri ? [[uri.toString(), uri] as const] : []))).values(),
];
