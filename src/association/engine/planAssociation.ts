import { associablesOf, associationOf, findGateway, gatewayEnabledOf, type Inventory } from '../../kernel/inventory';
import { type Capacity, gatewaysNeeded } from '../../planning/network';
import { operatingSystemOf } from '../../kernel/resourceKinds';
import type { PermissionId } from '../../kernel/knowledge/permissions';
import { type Associable, type OperatingSystem, resourceKey } from '../../kernel/resources';
import { textLanguage } from '../../kernel/text/phrases';
import { kindOf } from './kinds/registry';
import { isTaken } from './stepKinds';
import { openWithoutGateway } from './detach';
import type { AgentState } from './machine/agentState';
import providerRows from './data/providers.json';
import { type AssociationGoal, type AssociationState, isReached, isSameGateway, wantedState } from './goal';
import { type Remark, remarksOn, type RemarkContext } from './remarks';
import { type AssociationStep, stepsFor } from './steps';

export type PlanVerdict = 'change' | 'blocked' | 'already';

export interface PlannedItem {
  readonly resource: Pick<Associable, 'id' | 'name' | 'kind' | 'subscriptionId' | 'resourceGroup' | 'location'> & {
    readonly os?: OperatingSystem;
  };
  readonly verdict: PlanVerdict;
  readonly before: AssociationState;
  readonly wanted: AssociationState;
  /** Includes completed steps; see `stepsToTake`. */
  readonly steps: readonly AssociationStep[];
  readonly remarks: readonly Remark[];
}

/** Plain data, for the journal. */
export interface AssociationPlan {
  readonly goal: AssociationGoal;
  /** Absent if unknown. */
  readonly tenantId?: string;
  readonly items: readonly PlannedItem[];
  /** Set if the gateway exceeds Microsoft's capacity rule. */
  readonly overload?: Pick<Capacity, 'gateways'> & { readonly users: number };
  /** On detach: hosts needed without a gateway, as `host`, or `host:port` if not 443. */
  readonly mustBeOpen?: readonly string[];
  /** Of remarks and steps: BCP 47; absent: English. */
  readonly language?: string;
}

export interface AssociationFacts {
  readonly inventory: Inventory;
  /** Registration states by `providerKey`; unreadable ones are absent. */
  readonly providers: ReadonlyMap<string, string>;
  /** What the account lacks, by `resourceKey`, also of the gateway. Unread ones are absent; so is all, if none was asked. */
  readonly missingPermissions?: ReadonlyMap<string, readonly PermissionId[]>;
  /** By `resourceKey`; only if the goal includes agents. */
  readonly agents?: ReadonlyMap<string, AgentState>;
}

export const providerKey = (subscriptionId: string, namespace: string): string =>
  `${subscriptionId}/${namespace}`.toLowerCase();

export const providersFor = (kind: Associable['kind']): readonly string[] =>
  providerRows.filter((row) => row.kind === kind).map(({ namespace }) => namespace);

/** By `providerKey`. */
export const providersToRead = (
  resources: readonly Associable[],
): ReadonlyMap<string, { readonly subscriptionId: string; readonly namespace: string }> =>
  new Map(
    resources.flatMap(({ subscriptionId, kind }) =>
      providersFor(kind).map(
        (namespace) => [providerKey(subscriptionId, namespace), { subscriptionId, namespace }] as const,
      ),
    ),
  );

/** By subscription, what its resources need and Azure says is not registered. Unreadable ones are left out. */
export function unregisteredFor(resources: readonly Associable[], states: AssociationFacts['providers']) {
  const missing = [...providersToRead(resources)].flatMap(([key, each]) => {
    const state = states.get(key);
    return state === undefined || state.toLowerCase() === 'registered' ? [] : [each];
  });
  return [...Map.groupBy(missing, ({ subscriptionId }) => subscriptionId.toLowerCase())].map(
    ([subscriptionId, all]) => ({
      subscriptionId,
      namespaces: all.map(({ namespace }) => namespace),
    }),
  );
}

export const stepsToTake = ({ steps, before }: Pick<PlannedItem, 'steps' | 'before'>): readonly AssociationStep[] =>
  steps.filter((step) => !isTaken(step, before));

/** Absent facts are unknown. */
export function planAssociation(
  resources: readonly Associable[],
  goal: AssociationGoal,
  facts: AssociationFacts,
): AssociationPlan {
  const items = resources.map((resource) => planItem(resource, goal, facts));
  const gateway = goal.kind === 'associate' ? findGateway(facts.inventory, goal.gateway.id) : undefined;
  const tenantId = tenantOf(facts, (gateway ?? resources[0])?.subscriptionId);
  const language = textLanguage();
  return {
    goal,
    items,
    ...(tenantId !== undefined && { tenantId }),
    ...(language !== 'en' && { language }),
    ...(goal.kind === 'associate'
      ? overloadOf(goal.gateway.id, items, facts.inventory)
      : { mustBeOpen: openFor(resources.filter((_, index) => items[index]?.verdict === 'change')) }),
  };
}

function planItem(resource: Associable, goal: AssociationGoal, facts: AssociationFacts): PlannedItem {
  const { id, name, kind, subscriptionId, resourceGroup, location } = resource;
  const association = associationOf(facts.inventory, resource);
  const agent = goal.onMachine ? facts.agents?.get(resourceKey(id)) : undefined;
  const os = operatingSystemOf(resource);
  const isEnabled = gatewayEnabledOf(resource, association);
  const before: AssociationState = {
    ...(association.status === 'read' && association.gatewayId !== undefined && { gatewayId: association.gatewayId }),
    ...(isEnabled !== undefined && { isEnabled }),
    ...(agent?.status === 'read' && { connectionType: agent.settings.connectionType }),
  };
  const wanted = wantedState(goal, resource, before);
  const isThere = association.status === 'read' && agent?.status !== 'failed' && isReached(before, wanted);
  const remarks = isThere ? [] : remarksOn(remarkContextOf(resource, goal, association, before, facts, agent));
  const isBlocked = remarks.some(({ severity }) => severity === 'error');
  return {
    resource: {
      ...{ id, name, kind, subscriptionId, resourceGroup, location },
      ...(os && { os }),
    },
    verdict: isThere ? 'already' : isBlocked ? 'blocked' : 'change',
    before,
    wanted,
    steps: stepsFor(resource, before, wanted, goal),
    remarks,
  };
}

function remarkContextOf(
  resource: Associable,
  goal: AssociationGoal,
  association: RemarkContext['association'],
  before: AssociationState,
  facts: AssociationFacts,
  agent: AgentState | undefined,
): RemarkContext {
  const gateway = goal.kind === 'associate' ? findGateway(facts.inventory, goal.gateway.id) : undefined;
  return {
    resource,
    goal,
    association,
    before,
    agent,
    gatewayState: gateway?.state,
    tenants: {
      resource: tenantOf(facts, resource.subscriptionId),
      gateway: tenantOf(facts, gateway?.subscriptionId),
    },
    ...(facts.missingPermissions && { missingPermissions: missingFor(resource, goal, facts.missingPermissions) }),
    providers: providersFor(resource.kind).map((namespace) => ({
      namespace,
      state: facts.providers.get(providerKey(resource.subscriptionId, namespace)),
    })),
  };
}

/** Undefined if a part is unknown, and nothing is known to be missing. */
function missingFor(
  { id, name }: Associable,
  goal: AssociationGoal,
  missing: NonNullable<AssociationFacts['missingPermissions']>,
): RemarkContext['missingPermissions'] {
  const scopes = [{ id, name }, ...(goal.kind === 'associate' ? [goal.gateway] : [])];
  const found = scopes.map((scope) =>
    missing.get(resourceKey(scope.id))?.map((permission) => ({ permission, scope: scope.name })),
  );
  const known = found.flatMap((each) => each ?? []);
  return known.length === 0 && found.includes(undefined) ? undefined : known;
}

/** Undefined if Azure omits it. */
function tenantOf({ inventory }: AssociationFacts, subscriptionId = ''): string | undefined {
  const tenantId = inventory.subscriptions.find(
    ({ id }) => id.toLowerCase() === subscriptionId.toLowerCase(),
  )?.tenantId;
  return tenantId === '' ? undefined : tenantId;
}

function openFor(resources: readonly Associable[]): readonly string[] {
  const groups = Map.groupBy(resources, (each) => [each.kind, operatingSystemOf(each), each.location].join('/'));
  const hosts = [...groups.values()].flatMap(([first]) => (first ? openWithoutGateway(first) : []));
  return [...new Set(hosts)].sort();
}

/** Approximate, because Microsoft's rule is per region. */
function overloadOf(
  gatewayId: string,
  items: readonly PlannedItem[],
  inventory: Inventory,
): Pick<AssociationPlan, 'overload'> {
  const added = new Set(
    items.filter(({ verdict }) => verdict === 'change').map(({ resource }) => resourceKey(resource.id)),
  );
  const users = associablesOf(inventory).filter((each) => {
    const association = associationOf(inventory, each);
    return (
      added.has(resourceKey(each.id)) ||
      (association.status === 'read' && isSameGateway(association.gatewayId, gatewayId))
    );
  });
  const { gateways } = gatewaysNeeded(users.map((each) => ({ region: each.location, ...kindOf(each).load })));
  return gateways > 1 ? { overload: { gateways, users: users.length } } : {};
}
