import * as l10n from '@vscode/l10n';
import type { CopyId, PageActionId, PageFact, ResourceContent } from '../contract/resourcePage';
import type { ArcError } from '../kernel/errors';
import type { GatewayDetails } from '../kernel/gatewayApi';
import type { Inventory } from '../kernel/inventory';
import { isGone, isLeaving, isUsable } from '../kernel/knowledge/gatewayState';
import { displayDistribution } from '../kernel/knowledge/distributions';
import { systemNames } from '../kernel/knowledge/operatingSystems';
import type { ArcResource, Associable, ResourceByKind, ResourceKind } from '../kernel/resources';
import { plural, formatNumber } from '../kernel/text/phrases';
import { usersOf } from '../gateways/engine';
import type { CheckResult } from '../verification/engine';
import { actionsNamed } from './actions';
import { clusterAgent, machineAgent, optional } from './agent';
import { type KnownOfMember, knownOf } from './known';
import { membersOfGateway, nodesOfInstance } from './members';
import { bypassList, featureFacts } from './gatewayDetails';
import { gatewayPath, pathOf } from './path';
import { memberProblems, stateProblems } from './problems';
import { sidesOf } from './sides';
import { verificationOn } from './verification';

/** What pages are made from, besides the resource. */
export interface PageContext {
  readonly inventory: Inventory;
  /** When it was read, as text; absent while it is. */
  readonly readAt?: string | undefined;
  /** Unix time in milliseconds. */
  readonly now: number;
  /** Of the resource’s last verification, if they are kept. */
  readonly checks: readonly CheckResult[];
  /** Of a gateway, from ARM; absent while they are read, an error if they can’t be. */
  readonly details?: GatewayDetails | ArcError | undefined;
}

type KindContent = Omit<ResourceContent, 'copies' | 'history'>;

interface PageKind<R extends ArcResource> {
  content(resource: R, context: PageContext): KindContent;
  readonly copies: readonly CopyId[];
  /** Of the Azure CLI, before name, group and subscription. */
  readonly cli: readonly string[];
  /** Whether runs of associations are about it. */
  readonly hasHistory: boolean;
}

const none = { problems: [], sides: [], lists: [], facts: [], agent: [] } as const;

/** Of a machine or cluster. */
function memberContent<R extends Associable>(
  resource: R,
  context: PageContext,
  own: {
    readonly facts: readonly PageFact[];
    readonly agent: readonly PageFact[];
    readonly actions: readonly PageActionId[];
  },
): KindContent {
  const { inventory, checks, now, readAt } = context;
  const known = knownOf(inventory, resource, checks);
  const { verification: last, association } = known;
  return {
    problems: memberProblems(resource, known, now),
    path: pathOf(resource, known),
    sides: sidesOf(resource, known, readAt),
    lists: [],
    facts: own.facts,
    agent: own.agent,
    verification: last ? verificationOn(resource, last, association, checks) : 'none',
    actions: actionsNamed('verify', ...associationActions(known), ...own.actions, 'openInPortal'),
  };
}

const associationActions = ({ gatewayId }: KnownOfMember): readonly PageActionId[] =>
  gatewayId === undefined ? ['associate'] : ['associate', 'detach'];

const kinds: { readonly [K in ResourceKind]: PageKind<ResourceByKind[K]> } = {
  gateway: {
    cli: ['arcgateway'],
    copies: ['name', 'fqdn', 'id', 'cli', 'json'],
    hasHistory: false,
    content(gateway, { inventory, now, details }) {
      const { length } = usersOf(inventory, gateway.id).users;
      const members = plural(length, {
        one: l10n.t('1 machine or cluster'),
        other: l10n.t`${formatNumber(length)} machines and clusters`,
      });
      const hasEnded = isLeaving(gateway) || isGone(gateway);
      const ids: readonly PageActionId[] = [
        ...(length > 0 ? (['verify'] as const) : []),
        ...(isUsable(gateway) ? (['onboardServer', 'onboardCluster', 'editBypass'] as const) : []),
        ...(hasEnded ? [] : (['deleteGateway'] as const)),
        'openInPortal',
      ];
      return {
        ...none,
        problems: stateProblems(gateway, now),
        path: gatewayPath(gateway, members),
        members: membersOfGateway(inventory, gateway.id, now),
        lists: bypassList(details),
        facts: [
          ...optional(l10n.t('URL'), gateway.endpoint && `https://${gateway.endpoint}`, true),
          ...featureFacts(details),
        ],
        actions: actionsNamed(...ids),
      };
    },
  },
  machine: {
    cli: ['connectedmachine'],
    copies: ['name', 'fqdn', 'id', 'cli', 'json'],
    hasHistory: true,
    content: (machine, context) =>
      memberContent(machine, context, {
        facts: [
          ...optional(l10n.t('Operating system'), machine.osName ?? (machine.os && systemNames[machine.os])),
          ...optional(l10n.t('Addresses'), machine.addresses, true),
          ...optional(l10n.t('Private link scope'), machine.privateLinkScopeId, true),
          ...optional(l10n.t('Azure Local instance'), machine.azureLocalId, true),
        ],
        agent: machineAgent(machine, context.now),
        actions: ['openSsh', 'collectLogs'],
      }),
  },
  cluster: {
    cli: ['connectedk8s'],
    copies: ['name', 'id', 'cli', 'json'],
    hasHistory: true,
    content: (cluster, context) =>
      memberContent(cluster, context, {
        facts: [
          ...optional(l10n.t('Distribution'), cluster.distribution && displayDistribution(cluster.distribution)),
          ...optional(l10n.t('Private link scope'), cluster.privateLinkScopeId, true),
        ],
        agent: clusterAgent(cluster),
        actions: ['followLogs'],
      }),
  },
  azureLocal: {
    cli: ['stack-hci', 'cluster'],
    copies: ['name', 'id', 'cli', 'json'],
    hasHistory: false,
    content(instance, { inventory, now }) {
      const members = nodesOfInstance(inventory, instance.id, now);
      const ids: readonly PageActionId[] = members.rows.length > 0 ? ['verify', 'openInPortal'] : ['openInPortal'];
      return { ...none, problems: stateProblems(instance, now), members, actions: actionsNamed(...ids) };
    },
  },
};

export const pageKind = (kind: ResourceKind): PageKind<ArcResource> => kinds[kind];
