import type { CheckId } from '../../../kernel/checkIds';
import type { LastVerification } from '../../../kernel/inventory';
import { type AgentFeature, featureSince } from '../../../kernel/knowledge/agentFeature';
import { withServices } from '../../../kernel/knowledge/agentServices';
import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import { lookUp } from '../../../kernel/lookUp';
import { operatingSystemOf } from '../../../kernel/resourceKinds';
import type { Associable, AssociableKind, OperatingSystem } from '../../../kernel/resources';
import { translated } from '../../../kernel/text/phrases';
import data from './data/fixes.json';
import { readerOf } from '..';

export type FixId = keyof typeof data.fixes;
type ReasonId = keyof typeof data.reasons;

/**
 * `settled`: only if none of these checks failed or is open. `since`: only for agents known to be that recent.
 * `automatic`: only while Azure is set to upgrade the agent.
 */
interface Candidate {
  readonly fix?: FixId;
  readonly none?: ReasonId;
  readonly settled?: readonly CheckId[];
  readonly since?: AgentFeature;
  readonly automatic?: boolean;
}

const table = data.table as Readonly<Record<string, Readonly<Record<string, readonly Candidate[]>>>>;

/** What a check came to, without a machine’s words. */
export interface CheckCause {
  readonly id: CheckId;
  readonly outcome: 'failed' | 'unknown';
  /** A key of the check’s causes; the usual one if there is no such key. */
  readonly why: string;
}

/** What decides between the fixes of a cause. */
export interface FixFacts {
  readonly kind: AssociableKind;
  readonly agentVersion?: string | undefined;
  /** Whether Azure is set to upgrade the agent; absent: unknown. */
  readonly automaticUpgrade?: boolean | undefined;
  /** Checks that failed, are unknown, or weren’t judged. */
  readonly open: ReadonlySet<CheckId>;
}

/** One button, or why there is none. */
export type FixOffer = { readonly fix: FixId } | { readonly none: ReasonId };

/** The first that holds, of those that the table has for the cause; for what isn’t known, what reads it. */
export function fixFor({ id, outcome, why }: CheckCause, facts: FixFacts): FixOffer {
  const causes = lookUp(table, id) ?? {};
  const isExplained = outcome === 'failed' || why !== '';
  const candidates = isExplained ? (lookUp(causes, why) ?? causes[''] ?? []) : [];
  const found = candidates.find((each) => holds(each, facts));
  if (found?.fix !== undefined) return { fix: found.fix };
  if (found?.none !== undefined) return { none: found.none };
  return { fix: readerFor(id, facts.kind) };
}

function holds({ settled = [], since, automatic }: Candidate, facts: FixFacts): boolean {
  const { agentVersion, automaticUpgrade, open } = facts;
  if (settled.some((id) => open.has(id))) return false;
  if (automatic === true && automaticUpgrade !== true) return false;
  if (since === undefined) return true;
  return isAgentVersion(agentVersion) && !isOlderAgent(agentVersion, featureSince(since).since);
}

function readerFor(id: CheckId, kind: AssociableKind): FixId {
  if (id.startsWith('azure.')) return 'verifyAgain';
  return readerOf(kind);
}

/** A fix of one resource, and the checks that it is for. Ids alone, so that it can be an argument of a command. */
export interface ResourceFix {
  readonly fix: FixId;
  readonly resourceId: string;
  readonly checks: readonly CheckId[];
}

/**
 * The fixes of a resource by its last verification, in the order of its checks; those of failed checks first, and what
 * only reads last. A fix stands once, with all checks that it is for.
 */
export function fixesOf(resource: Associable, last: LastVerification): readonly ResourceFix[] {
  const offers = causesIn(last).flatMap((cause) => {
    const offer = fixFor(cause, factsOf(resource, last));
    return 'fix' in offer ? [{ fix: offer.fix, check: cause.id }] : [];
  });
  const byFix = Map.groupBy(offers, ({ fix }) => fix);
  return [...byFix]
    .map(([fix, all]) => ({ fix, resourceId: resource.id, checks: all.map(({ check }) => check) }))
    .sort((a, b) => Number(isReader(a.fix)) - Number(isReader(b.fix)));
}

const factsOf = (resource: Associable, { failed, unknown, notJudged = [] }: LastVerification): FixFacts => ({
  kind: resource.kind,
  agentVersion: resource.agentVersion,
  ...('automaticUpgrade' in resource && { automaticUpgrade: resource.automaticUpgrade }),
  open: new Set([...failed, ...unknown, ...notJudged]),
});

/** Of one check of the last verification; undefined if it neither failed nor is unknown. */
export function fixOfCheck(resource: Associable, last: LastVerification, check: CheckId): FixOffer | undefined {
  const cause = causesIn(last).find(({ id }) => id === check);
  return cause && fixFor(cause, factsOf(resource, last));
}

function causesIn({ failed, unknown, causes = {} }: LastVerification): readonly CheckCause[] {
  const causeOf =
    (outcome: CheckCause['outcome']) =>
    (id: CheckId): CheckCause => ({ id, outcome, why: causes[id] ?? '' });
  return [...failed.map(causeOf('failed')), ...unknown.map(causeOf('unknown'))];
}

/** Several resources with one cause have one button. */
export interface FixForAll {
  readonly fix: FixId;
  readonly resourceIds: readonly string[];
}

export function groupFixes(fixes: readonly ResourceFix[]): readonly FixForAll[] {
  const byFix = Map.groupBy(fixes, ({ fix }) => fix);
  return [...byFix].map(([fix, all]) => ({ fix, resourceIds: [...new Set(all.map(({ resourceId }) => resourceId))] }));
}

const readers: ReadonlySet<FixId> = new Set(['readAgent', 'readCluster', 'verifyAgain']);

/** It changes nothing. */
export const isReader = (fix: FixId): boolean => readers.has(fix);

export const isFixId = (value: unknown): value is FixId =>
  typeof value === 'string' && lookUp<unknown>(data.fixes, value) !== undefined;

/** In the display language. */
export interface FixTexts {
  /** Of the button. */
  readonly title: string;
  readonly does: string;
  /** `azure`, `onMachine`, or `here`: nothing leaves this computer but what is read. */
  readonly where: 'azure' | 'onMachine' | 'here';
  readonly undo: string;
}

/** Without `os`: both systems’ services. */
export function fixTexts(fix: FixId, os?: OperatingSystem): FixTexts {
  const { title, does, where, undo } = data.fixes[fix];
  const textOf = (template: string): string => withServices(translated(template), os);
  return { title: textOf(title), does: textOf(does), where: where as FixTexts['where'], undo: textOf(undo) };
}

/** Why there is no button. */
export const reasonText = (reason: ReasonId): string => translated(data.reasons[reason]);

/** The system whose services a fix of these resources names; undefined for both. */
export function systemOfAll(resources: readonly Associable[]): OperatingSystem | undefined {
  const systems = new Set(resources.map(operatingSystemOf));
  const [only] = systems;
  return systems.size === 1 ? only : undefined;
}
