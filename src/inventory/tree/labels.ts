import * as l10n from '@vscode/l10n';
import type { Association, LastVerification } from '../../kernel/inventory';
import { stateOf } from '../../kernel/resourceKinds';
import { type Gateway, nameInId } from '../../kernel/resources';
import { formatNumber, plural, textLanguage } from '../../kernel/text/phrases';
import { treeKind } from './kinds';
import type { MemberNode, TreeNode } from './nodes';
import { lookUp } from '../../kernel/lookUp';

export type StateSeverity = 'good' | 'busy' | 'warning' | 'bad' | 'none';

export interface Labels {
  readonly label: string;
  readonly description: string;
  readonly severity: StateSeverity;
  readonly spoken: string;
}

const severities: Readonly<Record<string, StateSeverity>> = {
  succeeded: 'good',
  connected: 'good',
  connectedrecently: 'good',
  creating: 'busy',
  updating: 'busy',
  deleting: 'busy',
  accepted: 'busy',
  connecting: 'busy',
  disconnected: 'warning',
  offline: 'warning',
  agentnotinstalled: 'warning',
  awaitingconnection: 'warning',
  expired: 'bad',
  error: 'bad',
  failed: 'bad',
  canceled: 'bad',
  deleted: 'bad',
};

/** `none` for states Azure may add. */
export const severityOf = (state: string): StateSeverity => lookUp(severities, state.toLowerCase()) ?? 'none';

/** Gateway name, `direct`, or why it is unknown. */
export function connectionText(association: Association, gateway: Gateway | undefined): string {
  if (association.status === 'unread') return l10n.t('loading…');
  if (association.status === 'failed') return l10n.t('gateway unknown');
  return association.gatewayId === undefined ? l10n.t('direct') : (gateway?.name ?? nameInId(association.gatewayId));
}

function memberLabels(node: MemberNode): Labels {
  const { resource, association, gateway, isConnectionImplied, drifts, isOutdated } = node;
  const [worst] = drifts;
  const connection = connectionText(association, gateway);
  const kind = treeKind(resource.kind);
  const state = stateOf(resource);
  const facts = [kind.platform?.(resource), resource.agentVersion && `v${resource.agentVersion}`];
  // Ignores results for a previous connection.
  const verification = isOutdated ? undefined : node.verification;
  const found = verification && wrongIn(verification);
  // Narrow rows are cut off, so serious findings come first.
  const wrong = worst?.severity === 'weak' ? [found, worst.words] : [worst?.words, found];
  const seen = isOutdated ? l10n.t('verify again') : verification && wellSince(verification);
  const description = isConnectionImplied
    ? [state, ...wrong, ...facts, connection, seen]
    : [state, connection, ...wrong, ...facts, seen];
  const isBroken = worst?.severity === 'broken' || (verification?.failed.length ?? 0) > 0;
  const severity = isBroken ? worse(severityOf(state), 'warning') : severityOf(state);
  const isDoubtful = severity === 'good' && (verification?.unknown.length ?? 0) > 0;
  return labels(kind.label, resource.name, description, isDoubtful ? 'none' : severity);
}

/** Undefined if the last verification found no problem. */
function wrongIn({ failed, unknown }: LastVerification): string | undefined {
  if (failed.includes('machine.reached')) return l10n.t('did not respond');
  if (failed.length > 0) {
    return plural(failed.length, {
      one: l10n.t('1 check failed'),
      other: l10n.t`${failed.length} checks failed`,
    });
  }
  if (unknown.length === 0) return undefined;
  return plural(unknown.length, {
    one: l10n.t('1 check unknown'),
    other: l10n.t`${unknown.length} checks unknown`,
  });
}

/** A date, because an age would become outdated. */
const wellSince = ({ at, passed, failed, unknown }: LastVerification): string | undefined =>
  passed > 0 && failed.length + unknown.length === 0
    ? l10n.t`verified ${new Date(at).toLocaleDateString(textLanguage(), { dateStyle: 'medium' })}`
    : undefined;

const worse = (a: StateSeverity, b: StateSeverity): StateSeverity => (a === 'bad' ? a : b);

function labels(kind: string, label: string, facts: readonly (string | undefined)[], severity: StateSeverity): Labels {
  const told = facts.filter((fact) => fact);
  return { label, description: told.join(' · '), severity, spoken: `${kind} ${label}, ${told.join(', ')}` };
}

export function labelsOf(node: TreeNode): Labels {
  switch (node.type) {
    case 'gateway': {
      const { name, state, endpoint } = node.resource;
      const users = plural(node.users, {
        one: l10n.t('1 resource'),
        other: l10n.t`${formatNumber(node.users)} resources`,
      });
      return labels(
        treeKind('gateway').label,
        name,
        [state, users, endpoint ?? l10n.t('no URL yet')],
        severityOf(state),
      );
    }
    case 'member':
      return memberLabels(node);
    case 'instance':
      return labels(
        treeKind(node.resource.kind).label,
        node.resource.name,
        [node.resource.status, plural(node.nodes, { one: l10n.t('1 node'), other: l10n.t`${node.nodes} nodes` })],
        severityOf(node.resource.status),
      );
    case 'group':
      return labels(l10n.t('Group'), node.label, [node.detail], 'none');
    case 'problem':
      return labels(l10n.t('Problem'), node.label, [node.remedy?.title ?? node.error.message], 'bad');
  }
}
