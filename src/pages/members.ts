import * as l10n from '@vscode/l10n';
import type { PageMember, PageMembers, PageSeverity } from '../contract/resourcePage';
import { associablesOf, associationOf, type Inventory } from '../kernel/inventory';
import { instanceIdOf } from '../kernel/resourceKinds';
import { type Associable, sameResource } from '../kernel/resources';
import { formatNumber, plural } from '../kernel/text/phrases';
import { usersOf } from '../gateways/engine';
import { byName } from '../inventory/tree/byName';
import { treeKind } from '../inventory/tree/kinds';
import { noticeOf, type Notice } from '../inventory/tree/notice';
import type { StateSeverity } from '../inventory/tree/stateWords';
import { observationOf, verificationOf } from '../inventory';

/** A gateway may have thousands, which the tree shows. */
const mostRows = 100;

const severities: Readonly<Record<StateSeverity, PageSeverity | 'unknown'>> = {
  good: 'ok',
  busy: 'info',
  warning: 'warning',
  bad: 'error',
  none: 'unknown',
};

export const severityOf = (severity: StateSeverity): PageSeverity | 'unknown' => severities[severity];

interface NotedMember {
  readonly resource: Associable;
  readonly notice: Notice | undefined;
}

/** Associated machines and clusters. `now`: Unix time in milliseconds. */
export function membersOfGateway(inventory: Inventory, gatewayId: string, now: number): PageMembers {
  const { users, unknown } = usersOf(inventory, gatewayId);
  const unread = plural(unknown.length, {
    one: l10n.t('The gateway of 1 more is unknown.'),
    other: l10n.t`The gateways of ${formatNumber(unknown.length)} more are unknown.`,
  });
  return membersFrom(l10n.t('Machines and clusters'), inventory, users, now, unknown.length === 0 ? [] : [unread]);
}

/** Machines of an Azure Local instance. */
export function nodesOfInstance(inventory: Inventory, instanceId: string, now: number): PageMembers {
  const nodes = associablesOf(inventory).filter((each) => {
    const id = instanceIdOf(each);
    return id !== undefined && sameResource(id, instanceId);
  });
  return membersFrom(l10n.t('Nodes'), inventory, nodes, now, []);
}

function membersFrom(
  title: string,
  inventory: Inventory,
  all: readonly Associable[],
  now: number,
  remarks: readonly string[],
): PageMembers {
  const noted = all
    .map((resource): NotedMember => ({ resource, notice: noticeOn(inventory, resource, now) }))
    .toSorted((a, b) => Number(needsAttention(b)) - Number(needsAttention(a)) || byName(a.resource, b.resource));
  const rest = all.length - mostRows;
  return {
    title,
    summary: [summaryOf(all.length, noted.filter(needsAttention).length), ...remarks].join(' '),
    rows: noted.slice(0, mostRows).map(rowOf),
    more:
      rest > 0
        ? plural(rest, {
            one: l10n.t('1 more is in the Inventory.'),
            other: l10n.t`${formatNumber(rest)} more are in the Inventory.`,
          })
        : '',
  };
}

const noticeOn = (inventory: Inventory, resource: Associable, now: number): Notice | undefined =>
  noticeOf(
    resource,
    {
      association: associationOf(inventory, resource),
      observation: observationOf(inventory, resource),
      verification: verificationOf(inventory, resource),
    },
    now,
  );

const needsAttention = ({ notice }: NotedMember): boolean => notice?.needsAttention ?? false;

function summaryOf(count: number, attention: number): string {
  if (count === 0) return l10n.t('None that you can see.');
  const all = plural(count, { one: l10n.t('1 in all'), other: l10n.t`${formatNumber(count)} in all` });
  if (attention === 0) return l10n.t`${all}; none needs attention.`;
  return plural(attention, {
    one: l10n.t`${all}; 1 needs attention.`,
    other: l10n.t`${all}; ${formatNumber(attention)} need attention.`,
  });
}

const rowOf = ({ resource, notice }: NotedMember): PageMember => ({
  id: resource.id,
  name: resource.name,
  kind: treeKind(resource.kind).label,
  problem: notice?.words ?? '',
  severity: severityOf(notice?.severity ?? 'good'),
});
