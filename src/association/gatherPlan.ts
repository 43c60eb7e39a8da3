import {
  type AgentFact,
  type ArcApi,
  ArcError,
  asArcError,
  type Associable,
  type Association,
  type AssociationGoal,
  associationOf,
  type AssociationPlan,
  cancelled,
  planAssociation,
  providerKey,
  providersFor,
  type SubscriptionPacers,
} from '../core';
import { recordAssociations } from '../host/recordAssociations';
import type { Needs } from './needs';

/**
 * Finds out what is not known yet, and plans. Associations that the inventory has read are taken from it: each is read
 * again anyway before it is changed. One resource alone is read afresh, for a person waits for no more than that.
 */
export async function gatherPlan(
  needs: Needs,
  pacers: SubscriptionPacers,
  resources: readonly Associable[],
  goal: AssociationGoal,
  signal: AbortSignal,
  agents?: ReadonlyMap<string, AgentFact>,
): Promise<AssociationPlan> {
  const { inventory, tenant, log } = needs;
  const isKnown = (each: Associable): boolean =>
    inventory.inventory !== undefined && associationOf(inventory.inventory, each).status === 'read';
  const unknown = resources.length === 1 ? resources : resources.filter((each) => !isKnown(each));
  await readAssociations(needs, pacers, unknown, signal);
  const providers =
    goal.kind === 'associate'
      ? await registrations(await tenant.api(), resources, log.warn, signal)
      : new Map<string, string>();
  if (signal.aborted) throw cancelled();
  if (!inventory.inventory) throw new ArcError({ code: 'Conflict' }, 'The inventory was read anew. Try again.');
  return planAssociation(resources, goal, { inventory: inventory.inventory, providers, ...(agents && { agents }) });
}

/** All at the pace that Azure allows, and told to the tree at once. */
async function readAssociations(
  { inventory, tenant, log }: Needs,
  pacers: SubscriptionPacers,
  resources: readonly Associable[],
  signal: AbortSignal,
): Promise<void> {
  const api = await tenant.api();
  const read = async ({ id, subscriptionId }: Associable): Promise<Association> => {
    try {
      const gatewayId = await pacers.of(subscriptionId).reads.run(() => api.association(id, signal), signal);
      return { status: 'read', ...(gatewayId !== undefined && { gatewayId }) };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (signal.aborted) throw error;
      log.warn(`The association of ${id} could not be read: ${error.message}`);
      return { status: 'failed', error };
    }
  };
  const seen = await Promise.all(
    resources.map(async (each) => ({ resourceId: each.id, association: await read(each) })),
  );
  recordAssociations(inventory, seen);
}

/** What cannot be read is left out, and the plan says that it is not known. */
async function registrations(
  api: ArcApi,
  resources: readonly Associable[],
  warn: (message: string) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const asked = new Map(
    resources.flatMap(({ subscriptionId, kind }) =>
      providersFor(kind).map(
        (namespace) => [providerKey(subscriptionId, namespace), { subscriptionId, namespace }] as const,
      ),
    ),
  );
  const states = new Map<string, string>();
  await Promise.all(
    [...asked].map(async ([key, { subscriptionId, namespace }]) => {
      try {
        states.set(key, await api.providerState(subscriptionId, namespace, signal));
      } catch (thrown) {
        warn(
          `Whether ${subscriptionId} is registered for ${namespace} could not be read: ${asArcError(thrown).message}`,
        );
      }
    }),
  );
  return states;
}
