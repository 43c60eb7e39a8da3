import type { AgentState } from './machine/agentState';
import { type Association, isNotOffered } from '../../kernel/inventory';
import { stateOf } from '../../kernel/resourceKinds';
import type { Associable } from '../../kernel/resources';
import { floorsAbove } from '../../kernel/knowledge/agentFloors';
import rows from './data/remarks.json';
import { type AssociationGoal, type AssociationState, gatewayNameIn, isSameGateway } from './goal';
import type { RemarkLabels } from './kinds/kind';
import { kindOf } from './kinds/registry';
import { lookUp } from '../../kernel/lookUp';

/** Something to know before a resource's association is changed. An error keeps it from being changed. */
export interface Remark {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What is so with this resource, in a few words: `agent 1.43`. */
  readonly label: string;
  /** The same for all resources that have it. */
  readonly message: string;
  readonly fix: string;
  readonly source: string;
}

/** One resource, and what else has to be known to judge it. */
export interface RemarkContext<R extends Associable = Associable> {
  readonly resource: R;
  readonly goal: AssociationGoal;
  readonly association: Association;
  readonly before: AssociationState;
  /** What the machine itself says; absent where it is not asked. */
  readonly agent?: AgentState | undefined;
  /** State of the gateway to associate with; absent when the inventory does not have it. */
  readonly gatewayState?: string | undefined;
  /** Tenants of the resource and of the gateway, as far as they are known. */
  readonly tenants: { readonly resource?: string | undefined; readonly gateway?: string | undefined };
  /** Providers its kind needs, with their registration state; undefined when that could not be read. */
  readonly providers: readonly { readonly namespace: string; readonly state: string | undefined }[];
}

/** Of remarks that any kind may have. */
const labels: RemarkLabels = {
  'association.gatewayNotReady': ({ gatewayState }) =>
    gatewayState === undefined || gatewayState === 'Succeeded' ? undefined : `gateway ${gatewayState.toLowerCase()}`,
  'association.unread': ({ association }) =>
    association.status === 'read' || isNotOffered(association) ? undefined : 'gateway unknown',
  'association.notOffered': ({ association }) =>
    isNotOffered(association) ? 'gateway not offered for reading' : undefined,
  'association.foreignTenant': ({ tenants }) =>
    tenants.resource && tenants.gateway && tenants.resource.toLowerCase() !== tenants.gateway.toLowerCase()
      ? 'another tenant'
      : undefined,
  'association.providerNotRegistered': ({ providers }) => {
    const missing = providers.filter(({ state }) => state !== undefined && state.toLowerCase() !== 'registered');
    return missing.length === 0 ? undefined : `${missing.map(({ namespace }) => namespace).join(', ')} not registered`;
  },
  'association.providerUnknown': ({ providers }) =>
    providers.some(({ state }) => state === undefined) ? 'providers unknown' : undefined,
  'association.notConnected': ({ resource }) => {
    const state = stateOf(resource);
    return isLive(state) || isExpired(state) ? undefined : state.toLowerCase();
  },
  'association.expired': ({ resource }) => (isExpired(stateOf(resource)) ? 'expired' : undefined),
  'association.moves': ({ goal, before }) =>
    goal.kind === 'associate' && before.gatewayId !== undefined && !isSameGateway(before.gatewayId, goal.gateway.id)
      ? `from ${gatewayNameIn(before.gatewayId)}`
      : undefined,
  'association.agentUnread': ({ agent }) => (agent?.status === 'failed' ? agent.error.message : undefined),
  'association.directClosed': ({ agent }) =>
    agent?.status === 'read' && agent.closed.length > 0 ? `closed: ${listed(agent.closed)}` : undefined,
  'association.directInspected': ({ agent }) =>
    agent?.status === 'read' && agent.inspected?.length ? `inspected: ${listed(agent.inspected)}` : undefined,
};

/** Who has to open them needs all; a label has room for a few. */
const listed = (hosts: readonly string[]): string =>
  hosts.length <= 6 ? hosts.join(', ') : `${hosts.slice(0, 5).join(', ')} and ${hosts.length - 5} more`;

const isLive = (state: string): boolean => ['connected', 'connecting'].includes(state.toLowerCase());
const isExpired = (state: string): boolean => state.toLowerCase() === 'expired';

/** All that is to be said of a resource, the grave first. */
export function remarksOn(context: RemarkContext): readonly Remark[] {
  const kind = kindOf(context.resource);
  const found = rows.flatMap(({ goal, asOf, source, ...row }) => {
    if (goal !== 'both' && goal !== context.goal.kind) return [];
    const label = lookUp(labels, row.code)?.(context) ?? kind.remarkLabel(row.code, context);
    return label === undefined
      ? []
      : [{ ...row, severity: row.severity as Remark['severity'], label, ...cited(source, asOf) }];
  });
  return [...found, ...agentRemarks(context)].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

const rank: Readonly<Record<Remark['severity'], number>> = { error: 0, warning: 1, info: 2 };
const cited = (source: string, asOf: string) => ({ source: `${source} (${asOf})` });

/** The gravest of what an agent of this age lacks for a gateway. */
function agentRemarks({ resource, goal }: RemarkContext): readonly Remark[] {
  const [floor] = goal.kind === 'associate' ? floorsAbove(resource.kind, resource.agentVersion, true) : [];
  if (!floor) return [];
  const { code, severity, reason: message, fix, source, asOf } = floor;
  const label = `agent ${shortVersion(resource)}`;
  return [{ code, severity: severity as Remark['severity'], label, message, fix, ...cited(source, asOf) }];
}

const shortVersion = (resource: Associable): string =>
  (resource.agentVersion ?? '').split('.').slice(0, kindOf(resource).versionNumbers).join('.');
