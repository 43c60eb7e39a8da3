import { isRecord } from '../kernel/isRecord';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { type ArcError, asArcError } from '../kernel/errors';
import type { InventoryReading, RequestPacers } from '../kernel/ports';
import { versionsOf, withOfferedVersion } from './apiVersions';
import type { Arm, ArmRequest } from './arm';
import type { InventoryBuilder } from './inventoryBuilder';
import { type KindName, kindNames, kinds } from './kinds';
import { pagesOf } from './paging';
import { lookUp } from '../kernel/lookUp';

const parallelLists = 16;

interface Source {
  readonly arm: Arm;
  readonly pacers: RequestPacers;
}

/** Failures don't stop the others. */
export async function readLists(
  { arm, pacers }: Source,
  subscriptionIds: readonly string[],
  builder: InventoryBuilder,
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
        await withOfferedVersion(versionsOf(kind), async (apiVersion) => {
          for await (const rows of pagesOf(paced, requestFor(list, apiVersion), v.unknown(), signal)) {
            for (const row of rows) builder.add(kind, flatten(kind, row));
            onProgress(builder.reading());
          }
        });
      } catch (thrown) {
        const problem: ArcError = asArcError(thrown);
        builder.fail(kind, problem);
      }
    }
  };
  await Promise.all(Array.from({ length: parallelLists }, reader));
}

interface List {
  readonly kind: KindName;
  readonly subscriptionId: string;
}

function requestFor({ kind, subscriptionId }: List, apiVersion: string): ArmRequest {
  const { type, label } = kinds[kind];
  return {
    method: 'GET',
    to: { path: `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/${type}`, apiVersion },
    acceptError: ({ code }) => notRegisteredCodes.includes(code),
    action: l10n.t`List ${label()}`,
    needs: l10n.t('Reader role on the subscription'),
    resource: label(),
  };
}

/** These count as an empty list. */
const notRegisteredCodes = ['MissingSubscriptionRegistration', 'InvalidResourceNamespace'];

function flatten(kind: KindName, resource: unknown): unknown {
  if (!isRecord(resource)) return undefined;
  const columns = Object.entries(kinds[kind].columns).map(([name, path]) => [name, valueAtPath(resource, path)]);
  return { ...resource, ...Object.fromEntries(columns) };
}

const valueAtPath = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? lookUp(part, name) : undefined), value);
