import type { Association, LastVerification } from '../../kernel/inventory';
import type { Gateway } from '../../kernel/resources';
import type { MemberNode, TreeNode } from './nodes';
import { lookUp } from '../../kernel/lookUp';

/** How serious a node's state is; drives icon and colour, never the words. */
export type Mood = 'good' | 'busy' | 'warning' | 'bad' | 'none';

export interface Words {
  readonly label: string;
  readonly description: string;
  readonly mood: Mood;
  /** What a screen reader says: everything that sight gets from icon, label and description. */
  readonly spoken: string;
}

const moods: Readonly<Record<string, Mood>> = {
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
export const moodOf = (state: string): Mood => lookUp(moods, state.toLowerCase()) ?? 'none';

const join = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join(' · ');
const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
const operatingSystems = { linux: 'Linux', windows: 'Windows' } as const;

/** Which way a resource goes, in a word or two. */
export function wayOf(association: Association, gateway: Gateway | undefined): string {
  if (association.status === 'unread') return 'reading…';
  if (association.status === 'failed') return 'gateway unknown';
  return association.gatewayId === undefined ? 'direct' : (gateway?.name ?? nameIn(association.gatewayId));
}

const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function memberWords(node: MemberNode): Words {
  const { resource, association, gateway, isWayImplied, drifts, isOutdated } = node;
  const [worst] = drifts;
  const way = wayOf(association, gateway);
  const isMachine = resource.kind === 'machine';
  const state = isMachine ? resource.status : resource.connectivity;
  const platform = isMachine
    ? (resource.osName ?? (resource.os && operatingSystems[resource.os]))
    : resource.distribution;
  const facts = [platform, resource.agentVersion && `v${resource.agentVersion}`];
  // What was found of another way says nothing of this one.
  const verification = isOutdated ? undefined : node.verification;
  const found = verification && wrongIn(verification);
  // A narrow row is cut off: what breaks comes before what is only weak.
  const wrong = worst?.severity === 'weak' ? [found, worst.words] : [worst?.words, found];
  const seen = isOutdated ? 'verify again' : verification && wellSince(verification);
  const description = isWayImplied
    ? join(state, ...wrong, ...facts, way, seen)
    : join(state, way, ...wrong, ...facts, seen);
  const isBroken = worst?.severity === 'broken' || (verification?.failed.length ?? 0) > 0;
  const mood = isBroken ? worseOf(moodOf(state), 'warning') : moodOf(state);
  const isDoubtful = mood === 'good' && (verification?.unknown.length ?? 0) > 0;
  return words(isMachine ? 'Machine' : 'Cluster', resource.name, description, isDoubtful ? 'none' : mood);
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

const worseOf = (a: Mood, b: Mood): Mood => (a === 'bad' ? a : b);

const words = (kind: string, label: string, description: string, mood: Mood): Words => ({
  label,
  description,
  mood,
  spoken: `${kind} ${label}, ${description.replaceAll(' · ', ', ')}`,
});

export function wordsOf(node: TreeNode): Words {
  switch (node.type) {
    case 'gateway': {
      const { name, state, endpoint } = node.resource;
      const users = count(node.users, 'resource', 'resources');
      return words('Gateway', name, join(state, users, endpoint ?? 'no URL yet'), moodOf(state));
    }
    case 'member':
      return memberWords(node);
    case 'instance':
      return words(
        'Azure Local instance',
        node.resource.name,
        join(node.resource.status, count(node.nodes, 'node', 'nodes')),
        moodOf(node.resource.status),
      );
    case 'group':
      return words('Group', node.label, node.detail, 'none');
    case 'problem':
      return words('Problem', node.label, node.remedy?.title ?? node.error.message, 'bad');
  }
}
