import * as l10n from '@vscode/l10n';
import type { Association, LastVerification } from '../../kernel/inventory';
import { stateOf } from '../../kernel/resourceKinds';
import { type ArcResource, type Gateway, nameInId } from '../../kernel/resources';
import { formatNumber, plural, textLanguage } from '../../kernel/text/phrases';
import { treeKind } from './kinds';
import { checksNotice } from './notice';
import type { GatewayNode, InstanceNode, MemberNode, TreeNode } from './nodes';
import { type StateSeverity, stateWords } from './stateWords';

export interface Labels {
  readonly label: string;
  /** For the row: its one problem, or next to nothing. */
  readonly description: string;
  readonly severity: StateSeverity;
  /** For screen readers, which get what the rows around it tell the others. */
  readonly spoken: string;
}

/** Gateway name, `direct`, or why it is unknown. */
export function connectionText(association: Association, gateway: Gateway | undefined): string {
  if (association.status === 'unread') return l10n.t('loading…');
  if (association.status === 'failed') return l10n.t('gateway unknown');
  return association.gatewayId === undefined ? l10n.t('direct') : (gateway?.name ?? nameInId(association.gatewayId));
}

const stateText = (resource: ArcResource): string => stateWords(stateOf(resource)).words;

function spokenText(resource: ArcResource, facts: readonly (string | undefined)[]): string {
  const told = [...new Set(facts.filter(Boolean))].join(', ');
  return `${treeKind(resource.kind).label} ${resource.name}, ${told}`;
}

function memberLabels({ resource, association, gateway, notice, verification, isOutdated }: MemberNode): Labels {
  const platform = treeKind(resource.kind).platform?.(resource);
  const connection = connectionText(association, gateway);
  const seen = isOutdated ? undefined : verification && (checksNotice(verification)?.words ?? wellSince(verification));
  return {
    label: resource.name,
    description: notice?.words ?? platform ?? '',
    severity: notice?.severity ?? 'good',
    spoken: spokenText(resource, [notice?.words ?? stateText(resource), platform, connection, seen]),
  };
}

/** A date, because an age would become outdated. */
const wellSince = ({ at, passed, failed, unknown }: LastVerification): string | undefined =>
  passed > 0 && failed.length + unknown.length === 0
    ? l10n.t`verified ${new Date(at).toLocaleDateString(textLanguage(), { dateStyle: 'medium' })}`
    : undefined;

/** The part of a gateway’s address that tells it from others. */
const addressOf = ({ endpoint }: Gateway): string | undefined => endpoint?.split('.')[0];

function gatewayLabels({ resource, users, shown, notice }: GatewayNode): Labels {
  const address = addressOf(resource);
  const count = plural(users, { one: l10n.t('1 resource'), other: l10n.t`${formatNumber(users)} resources` });
  const all = formatNumber(users);
  const shownOfAll = shown === undefined || shown === users ? all : l10n.t`${formatNumber(shown)} of ${all}`;
  const normal = [shownOfAll, address ?? l10n.t('no URL yet')].join(' · ');
  return {
    label: resource.name,
    description: notice?.words ?? normal,
    severity: notice?.severity ?? 'good',
    spoken: spokenText(resource, [notice?.words ?? stateText(resource), count, resource.endpoint]),
  };
}

function instanceLabels({ resource, nodes, notice }: InstanceNode): Labels {
  const count = plural(nodes, { one: l10n.t('1 node'), other: l10n.t`${nodes} nodes` });
  return {
    label: resource.name,
    description: notice?.words ?? count,
    severity: notice?.severity ?? 'good',
    spoken: spokenText(resource, [notice?.words ?? stateText(resource), count]),
  };
}

export function labelsOf(node: TreeNode): Labels {
  switch (node.type) {
    case 'gateway':
      return gatewayLabels(node);
    case 'member':
      return memberLabels(node);
    case 'instance':
      return instanceLabels(node);
    case 'group':
      return {
        label: node.label,
        description: node.detail,
        severity: 'none',
        spoken: `${l10n.t('Group')} ${node.label}, ${node.detail}`,
      };
    case 'problem': {
      const told = node.remedy?.title ?? node.error.message;
      return {
        label: node.label,
        description: told,
        severity: 'bad',
        spoken: `${l10n.t('Problem')} ${node.label}, ${told}`,
      };
    }
  }
}
