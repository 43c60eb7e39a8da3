import { asArcError, canceled } from '../../kernel/errors';
import { associationOf, findAssociable, type Inventory } from '../../kernel/inventory';
import type { ArcApi } from '../../kernel/ports';
import type { Associable } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { formatNumber } from '../../kernel/text/phrases';
import {
  type AgentSurvey,
  type AssociationGoal,
  type AssociationPlan,
  planAssociation,
  providersToRead,
  readAssociation,
  unregisteredFor,
} from '../engine';
import type { Report } from '../../vscode/boxes/progress';
import type { SeenAssociation } from '../../inventory';
import { inventoryReloaded } from './errors';
import { permissionsFor } from './permissionsFor';
import type { AssociationDependencies } from './dependencies';

interface GatherOptions {
  readonly signal: AbortSignal;
  readonly report: Report;
  readonly agents?: AgentSurvey['states'] | undefined;
}

export interface GatheredPlan {
  readonly plan: AssociationPlan;
  /** What blocks resources of the plan until their subscriptions are registered. */
  readonly unregistered: ReturnType<typeof unregisteredFor>;
}

/** Rereads single resources and those that seem up to date; others are read again before their write. */
export async function gatherPlan(
  dependencies: AssociationDependencies,
  resources: readonly Associable[],
  goal: AssociationGoal,
  { signal, report, agents }: GatherOptions,
): Promise<GatheredPlan> {
  const { inventory, tenant, log } = dependencies;
  const isKnown = (each: Associable): boolean =>
    inventory.inventory !== undefined && associationOf(inventory.inventory, each).status === 'read';
  const unknown = resources.length === 1 ? resources : resources.filter((each) => !isKnown(each));
  await readAgain(dependencies, unknown, report, signal);
  const providers =
    goal.kind === 'associate'
      ? await registrations(await tenant.api(), resources, log.warn, signal)
      : new Map<string, string>();
  const reading = { warn: (message: string) => log.warn(message), report, signal };
  const missingPermissions = await permissionsFor(await tenant.api(), resources, goal, reading);
  const planned = (): AssociationPlan => {
    if (signal.aborted) throw canceled();
    if (!inventory.inventory) throw inventoryReloaded();
    const facts = { inventory: inventory.inventory, providers, missingPermissions, ...(agents && { agents }) };
    return planAssociation(asKnown(inventory.inventory, resources), goal, facts);
  };
  const { items } = planned();
  const read = new Set(unknown);
  await readAgain(
    dependencies,
    resources.filter((each, index) => items[index]?.verdict === 'already' && !read.has(each)),
    report,
    signal,
  );
  return { plan: planned(), unregistered: unregisteredFor(resources, providers) };
}

/** The inventory's copies include a cluster's own setting. */
const asKnown = (inventory: Inventory, resources: readonly Associable[]): readonly Associable[] =>
  resources.map((each) => findAssociable(inventory, each.id) ?? each);

/** Updates the tree once. */
async function readAgain(
  { inventory, tenant, log }: AssociationDependencies,
  resources: readonly Associable[],
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const api = await tenant.api();
  let done = 0;
  const read = async (resource: Associable): Promise<SeenAssociation> => {
    const { id, subscriptionId } = resource;
    const { reads } = api.pacers.of(subscriptionId);
    try {
      return { resourceId: id, association: await readAssociation(resource, api, reads, signal) };
    } catch (thrown) {
      const error = asArcError(thrown);
      if (signal.aborted) throw error;
      log.warn(`The association of ${id} could not be read: ${error.message}`);
      return { resourceId: id, association: { status: 'failed', error } };
    } finally {
      done += 1;
      if (resources.length > 1) report(say`${numberText(done)} of ${numberText(resources.length)} associations read`);
    }
  };
  inventory.mergeAssociations(await Promise.all(resources.map(read)));
}

const numberText = (count: number): BoxText => foreign('sentence', formatNumber(count));

/** The plan shows unreadable ones as unknown. */
async function registrations(
  api: ArcApi,
  resources: readonly Associable[],
  warn: (message: string) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  await Promise.all(
    [...providersToRead(resources)].map(async ([key, { subscriptionId, namespace }]) => {
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
