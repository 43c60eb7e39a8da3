import * as v from 'valibot';
import { type ArcError, asArcError } from '../kernel/errors';
import type { InventoryReading, RequestPacers } from '../kernel/ports';
import type { Arm, ArmRequest } from './arm';
import type { InventoryDraft } from './inventoryDraft';
import { type KindName, kindNames, kinds } from './kinds';
import { pagesOf } from './paging';
import { lookUp } from '../kernel/lookUp';

/** Lists that are read at the same time, of all subscriptions together. */
const parallelLists = 16;

interface Source {
  readonly arm: Arm;
  readonly pacers: RequestPacers;
}

/** Reads each kind from the list that ARM has of it in each subscription. A list that is refused leaves the others. */
export async function readLists(
  { arm, pacers }: Source,
  subscriptionIds: readonly string[],
  draft: InventoryDraft,
  signal: AbortSignal,
  onProgress: (soFar: InventoryReading) => void,
): Promise<void> {
  const waiting: List[] = subscriptionIds.flatMap((subscriptionId) =>
    kindNames.map((kind) => ({ kind, subscriptionId })),
  );
  const reader = async (): Promise<void> => {
    for (let list = waiting.shift(); list && !signal.aborted; list = waiting.shift()) {
      const { kind } = list;
      const { reads } = pacers.of(list.subscriptionId);
      const paced: Arm = { send: (request) => reads.run(() => arm.send(request, signal), signal) };
      try {
        for await (const rows of pagesOf(paced, requestFor(list), v.unknown(), signal)) {
          for (const row of rows) draft.add(kind, flattened(kind, row));
          onProgress(draft.reading());
        }
      } catch (thrown) {
        const problem: ArcError = asArcError(thrown);
        draft.fail(kind, problem);
      }
    }
  };
  await Promise.all(Array.from({ length: parallelLists }, reader));
}

interface List {
  readonly kind: KindName;
  readonly subscriptionId: string;
}

function requestFor({ kind, subscriptionId }: List): ArmRequest {
  const { type, what, apiVersion } = kinds[kind];
  return {
    method: 'GET',
    to: { path: `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/${type}`, apiVersion },
    acceptError: ({ code }) => nothingOfIt.includes(code),
    action: `list the ${what}`,
    needs: 'the role Reader on the subscription',
    resource: `The list of ${what}`,
  };
}

/** Where a provider is not registered, or not in this cloud at all, there can be nothing of it. */
const nothingOfIt = ['MissingSubscriptionRegistration', 'InvalidResourceNamespace'];

/** A resource of ARM as the row that Resource Graph would project of it. */
function flattened(kind: KindName, resource: unknown): unknown {
  if (typeof resource !== 'object' || resource === null) return undefined;
  const columns = Object.entries(kinds[kind].columns).map(([name, path]) => [name, at(resource, path)]);
  return { ...resource, ...Object.fromEntries(columns) };
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? lookUp(part as Readonly<Record<string, unknown>>, name) : undefined,
      value,
    );
