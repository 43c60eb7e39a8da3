import type { Uri } from 'vscode';
import { associablesOf, type Inventory } from '../../kernel/inventory';
import { resourceKey } from '../../kernel/resources';
import { Slots } from '../../throttling';
import { expectAsInAzure, subjectKey } from '../engine';
import type { InventoryStore } from '../../inventory/inventoryStore';
import { type Expected, groupOfDocument } from './subjects';
import type { Subject } from './testTree';

const parallelReads = 8;

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
  const known = new Map((store.inventory ? associablesOf(store.inventory) : []).map(({ id }) => [resourceKey(id), id]));
  const ids = new Set(subjects.flatMap(({ expectations }) => known.get(subjectKey(expectations.subject)) ?? []));
  const slots = new Slots(parallelReads);
  await Promise.all([...ids].map((id) => slots.run(() => store.refreshAssociation(id, signal), signal)));
}

function inAzure(inventory: Inventory, key: string): Expected | undefined {
  const resource = associablesOf(inventory).find(({ id }) => resourceKey(id) === key);
  return resource && expectAsInAzure(inventory, resource);
}

const documentsOf = (subjects: readonly Subject[]): readonly Uri[] => [
  ...new Map(subjects.flatMap(({ item: { uri } }) => (uri ? [[uri.toString(), uri] as const] : []))).values(),
];
