import * as v from 'valibot';
import { type ArcError, asArcError, type InventoryReading, type SubscriptionPacers } from '../core';
import { type Arm, type ArmRequest, readBody } from './arm';
import type { InventoryDraft } from './inventoryDraft';
import { type KindName, kindNames, kinds } from './kinds';

const page = v.object({ value: v.array(v.unknown()), nextLink: v.nullish(v.string()) });

/** Lists that are read at the same time, of all subscriptions together. */
const parallelLists = 16;

interface Source {
  readonly arm: Arm;
  readonly pacers: SubscriptionPacers;
}

/** Reads each kind from the list that ARM has of it in each subscription. A list that is refused leaves the others. */
export async function readLists(
  { arm, pacers }: Source,
  subscriptionIds: readonly string[],
  draft: InventoryDraft,
  signal: AbortSignal,
  onProgress: (soFar: InventoryReading) => void,
): Promise<void> {
  const waiting = subscriptionIds.flatMap((subscriptionId) => kindNames.map((kind) => ({ kind, subscriptionId })));
  const reader = async (): Promise<void> => {
    for (let list = waiting.shift(); list && !signal.aborted; list = waiting.shift()) {
      const { kind, subscriptionId } = list;
      const { reads } = pacers.of(subscriptionId);
      const send = (request: ArmRequest) => reads.run(() => arm.send(request, signal), signal);
      try {
        for await (const rows of pagesOf(list, send)) {
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

type Send = (request: ArmRequest) => ReturnType<Arm['send']>;

async function* pagesOf(
  { kind, subscriptionId }: { readonly kind: KindName; readonly subscriptionId: string },
  send: Send,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const { type, what, apiVersion } = kinds[kind];
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/${type}`;
  let to: ArmRequest['to'] | undefined = { path, apiVersion };
  while (to) {
    const request: ArmRequest = {
      method: 'GET',
      to,
      // Where a provider is not registered there can be nothing of it.
      accept: [200, 404, 409],
      action: `list the ${what}`,
      needs: 'the role Reader on the subscription',
      resource: `The list of ${what}`,
    };
    const answer = await send(request);
    if (answer.status !== 200) return;
    const { value, nextLink }: v.InferOutput<typeof page> = readBody(page, answer, request);
    yield value;
    to = nextLink ? { link: nextLink } : undefined;
  }
}

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
        typeof part === 'object' && part !== null ? (part as Readonly<Record<string, unknown>>)[name] : undefined,
      value,
    );
