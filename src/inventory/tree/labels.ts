import type { Association, LastVerification } from '../../kernel/inventory';
import { stateOf } from '../../kernel/resourceKinds';
import { type Gateway, nameInId } from '../../kernel/resources';
import { treeKind } from './kinds';
import type { MemberNode, TreeNode } from './nodes';
import { lookUp } from '../../kernel/lookUp';

/** How serious a node's state is; sets icon and color, never the text. */
export type StateSeverity = 'good' | 'busy' | 'warning' | 'bad' | 'none';

export interface Labels {
  readonly label: string;
  readonly description: string;
  readonly severity: StateSeverity;
  /** What a screen reader says: everything that sight gets from icon, label and description. */
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
  expired: 'bad',
  error: 'bad',
  failed: 'bad',
};

/** A state that Azure adds later is shown in its own words, and taken for neither good nor bad. */
export const severityOf = (state: string): StateSeverity => lookUp(severities, state.toLowerCase()) ?? 'none';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Which way a resource goes, in a word or two. */
export function connectionText(association: Association, gateway: Gateway | undefined): string {
  if (association.status === 'unread') return 'reading…';
  if (association.status === 'failed') return 'gateway unknown';
  return association.gatewayId === undefined ? 'direct' : (gateway?.name ?? nameInId(association.gatewayId));
}

function memberLabels(node: MemberNode): Labels {
  const { resource, association, gateway, isConnectionImplied, drifts, isOutdated } = node;
  const [worst] = drifts;
  const connection = connectionText(association, gateway);
  const kind = treeKind(resource.kind);
  const state = stateOf(resource);
  const facts = [kind.platform?.(resource), resource.agentVersion && `v${resource.agentVersion}`];
  // What was found of another way says nothing of this one.
  const verification = isOutdated ? undefined : node.verification;
  const found = verification && wrongIn(verification);
  // A narrow row is cut off: what breaks comes before what is only weak.
  const wrong = worst?.severity === 'weak' ? [found, worst.words] : [worst?.words, found];
  const seen = isOutdated ? 'verify again' : verification && wellSince(verification);
  const description = isConnectionImplied
    ? [state, ...wrong, ...facts, connection, seen]
    : [state, connection, ...wrong, ...facts, seen];
  const isBroken = worst?.severity === 'broken' || (verification?.failed.length ?? 0) > 0;
  const severity = isBroken ? worse(severityOf(state), 'warning') : severityOf(state);
  const isDoubtful = severity === 'good' && (verification?.unknown.length ?? 0) > 0;
  return labels(kind.label, resource.name, description, isDoubtful ? 'none' : severity);
}

/** What the last verification found; nothing where all was well. */
function wrongIn({ failed, unknown }: LastVerification): string | undefined {
  if (failed.includes('machine.reached')) return 'gave no answer';
  if (failed.length > 0) return `${count(failed.length, 'check', 'checks')} failed`;
  return unknown.length > 0 ? `${count(unknown.length, 'check', 'checks')} not known` : undefined;
}

/** The day, for an age would grow while the row stays as it is; last in the row, as it may be long ago. */
const wellSince = ({ at, passed, failed, unknown }: LastVerification): string | undefined =>
  passed > 0 && failed.length + unknown.length === 0
    ? `verified ${new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })}`
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
      const users = count(node.users, 'resource', 'resources');
      return labels(treeKind('gateway').label, name, [state, users, endpoint ?? 'no URL yet'], severityOf(state));
    }
    case 'member':
      return memberLabels(node);
    case 'instance':
      return labels(
        treeKind(node.resource.kind).label,
        node.resource.name,
        [node.resource.status, count(node.nodes, 'node', 'nodes')],
        severityOf(node.resource.status),
      );
    case 'group':
      return labels('Group', node.label, [node.detail], 'none');
    case 'problem':
      return labels('Problem', node.label, [node.remedy?.title ?? node.error.message], 'bad');
  }
}
