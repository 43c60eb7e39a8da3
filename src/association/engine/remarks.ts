import * as l10n from '@vscode/l10n';
import type { AgentState } from './machine/agentState';
import { type Association, isNotOffered } from '../../kernel/inventory';
import { stateOf } from '../../kernel/resourceKinds';
import type { Associable } from '../../kernel/resources';
import { isConnected, isConnecting } from '../../kernel/knowledge/connectionStates';
import { isUsable } from '../../kernel/knowledge/gatewayState';
import { permissions, type PermissionId } from '../../kernel/knowledge/permissions';
import { roleName } from '../../kernel/knowledge/roles';
import { englishReason } from '../../kernel/knowledge/agentFloors';
import { clusterAgentFloors } from '../../kernel/knowledge/clusterAgentFloors';
import { machineAgentFloors } from '../../kernel/knowledge/machineAgentFloors';
import rows from './data/remarks.json';
import { type AssociationGoal, type AssociationState, gatewayNameIn, isSameGateway } from './goal';
import type { RemarkLabels } from './kinds/kind';
import { kindOf } from './kinds/registry';
import { lookUp } from '../../kernel/lookUp';
import { listOf, translated } from '../../kernel/text/phrases';

/** Localized. An error blocks the change. */
export interface Remark {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Specific to this resource: `agent 1.43`. */
  readonly label: string;
  readonly message: string;
  readonly fix: string;
  readonly source: string;
}

export interface RemarkContext<R extends Associable = Associable> {
  readonly resource: R;
  readonly goal: AssociationGoal;
  readonly association: Association;
  readonly before: AssociationState;
  /** Absent if not asked. */
  readonly agent?: AgentState | undefined;
  /** Absent if the gateway isn't in the inventory. */
  readonly gatewayState?: string | undefined;
  readonly tenants: { readonly resource?: string | undefined; readonly gateway?: string | undefined };
  /** Absent if not asked; undefined if unreadable. `scope`: the name of the resource. */
  readonly missingPermissions?: readonly { readonly permission: PermissionId; readonly scope: string }[] | undefined;
  /** `state` is undefined if unreadable. */
  readonly providers: readonly { readonly namespace: string; readonly state: string | undefined }[];
}

const labels: RemarkLabels = {
  'association.gatewayNotReady': ({ gatewayState }) =>
    gatewayState === undefined || isUsable({ state: gatewayState })
      ? undefined
      : l10n.t`gateway ${gatewayState.toLowerCase()}`,
  'association.unread': ({ association }) =>
    association.status === 'read' || isNotOffered(association) ? undefined : l10n.t('gateway unknown'),
  'association.notOffered': ({ association }) =>
    isNotOffered(association) ? l10n.t('gateway not readable') : undefined,
  'association.foreignTenant': ({ tenants }) =>
    tenants.resource && tenants.gateway && tenants.resource.toLowerCase() !== tenants.gateway.toLowerCase()
      ? l10n.t('another tenant')
      : undefined,
  'association.providerNotRegistered': ({ providers }) => {
    const missing = providers.filter(({ state }) => state !== undefined && state.toLowerCase() !== 'registered');
    const names = listOf(missing.map(({ namespace }) => namespace));
    return missing.length === 0 ? undefined : l10n.t`${names} not registered`;
  },
  'association.notPermitted': ({ missingPermissions = [] }) =>
    missingPermissions.length === 0 ? undefined : l10n.t`not allowed: ${listOf(missingPermissions.map(missingText))}`,
  'association.permissionsUnknown': (context) =>
    'missingPermissions' in context && context.missingPermissions === undefined
      ? l10n.t('permissions unknown')
      : undefined,
  'association.providerUnknown': ({ providers }) =>
    providers.some(({ state }) => state === undefined) ? l10n.t('providers unknown') : undefined,
  'association.notConnected': ({ resource }) => {
    const state = stateOf(resource);
    return isConnected(state) === false && !isExpired(state) ? state.toLowerCase() : undefined;
  },
  'association.statusUnknown': ({ resource }) => {
    const state = stateOf(resource);
    return isConnected(state) === undefined && !isConnecting(state) ? l10n.t`status ${state.toLowerCase()}` : undefined;
  },
  'association.expired': ({ resource }) => (isExpired(stateOf(resource)) ? l10n.t('expired') : undefined),
  'association.moves': ({ goal, before }) =>
    goal.kind === 'associate' && before.gatewayId !== undefined && !isSameGateway(before.gatewayId, goal.gateway.id)
      ? l10n.t`from ${gatewayNameIn(before.gatewayId)}`
      : undefined,
  'association.agentUnread': ({ agent }) => (agent?.status === 'failed' ? agent.error.message : undefined),
  'association.directClosed': ({ agent }) =>
    agent?.status === 'read' && agent.closed.length > 0 ? l10n.t`closed: ${firstHosts(agent.closed)}` : undefined,
  'association.directInspected': ({ agent }) =>
    agent?.status === 'read' && agent.inspected?.length ? l10n.t`inspected: ${firstHosts(agent.inspected)}` : undefined,
};

function missingText({ permission, scope }: NonNullable<RemarkContext['missingPermissions']>[number]): string {
  const { anyOf, role } = permissions[permission];
  return l10n.t`${anyOf[0] ?? ''} on ${scope} (in the role ${roleName(role)})`;
}

const firstHosts = (hosts: readonly string[]): string =>
  hosts.length <= 6 ? hosts.join(', ') : l10n.t`${hosts.slice(0, 5).join(', ')} and ${hosts.length - 5} more`;

const isExpired = (state: string): boolean => state.toLowerCase() === 'expired';

const isBlocked = (remarks: readonly Remark[]): boolean => remarks.some(({ severity }) => severity === 'error');

/** About what to do once it has changed. */
const afterChange = new Set(['association.clusterAgents']);

/** Errors first. */
export function remarksOn(context: RemarkContext): readonly Remark[] {
  const kind = kindOf(context.resource);
  const found = rows.flatMap(({ goal, asOf, source, ...row }) => {
    if (goal !== 'both' && goal !== context.goal.kind) return [];
    const label = lookUp(labels, row.code)?.(context) ?? kind.remarkLabel(row.code, context);
    return label === undefined
      ? []
      : [
          {
            code: row.code,
            severity: row.severity as Remark['severity'],
            label,
            message: translated(row.message),
            fix: translated(row.fix),
            ...cited(source, asOf),
          },
        ];
  });
  const all = [...found, ...agentRemarks(context)].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
  return isBlocked(all) ? all.filter(({ code }) => !afterChange.has(code)) : all;
}

/** What is so with this resource, then what that means. */
export const blockText = ({ label, message }: Remark): string => `${asSentence(label)} ${message}`;

/** By its code, because a plan keeps its remarks in the language of its session. */
export const englishMessage = (code: string): string =>
  rows.find((row) => row.code === code)?.message ?? floorReason(code) ?? code;

function floorReason(code: string): string | undefined {
  const floor = [...machineAgentFloors, ...clusterAgentFloors].find((each) => each.code === code);
  return floor && englishReason(floor);
}

/** `Agent 1.43.` from `agent 1.43`. */
const asSentence = (label: string): string =>
  `${label.charAt(0).toUpperCase()}${label.slice(1)}${label.endsWith('.') ? '' : '.'}`;

const rank: Readonly<Record<Remark['severity'], number>> = { error: 0, warning: 1, info: 2 };
const cited = (source: string, asOf: string) => ({ source: `${source} (${asOf})` });

function agentRemarks({ resource, goal }: RemarkContext): readonly Remark[] {
  const [floor] = goal.kind === 'associate' ? kindOf(resource).floors(resource.agentVersion) : [];
  if (!floor) return [];
  const { code, severity, reason: message, fix, source, asOf } = floor;
  const label = l10n.t`agent ${shortVersion(resource)}`;
  return [{ code, severity: severity as Remark['severity'], label, message, fix, ...cited(source, asOf) }];
}

const shortVersion = (resource: Associable): string =>
  (resource.agentVersion ?? '').split('.').slice(0, kindOf(resource).versionNumbers).join('.');
