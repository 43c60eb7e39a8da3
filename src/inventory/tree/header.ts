import type { ArcError } from '../../kernel/errors';
import type { Cloud } from '../../kernel/knowledge/clouds';
import type { InventoryActivity } from '..';

/** What the text above the rows is made of. */
export interface HeaderFacts {
  readonly isSample: boolean;
  readonly cloud: Cloud | undefined;
  readonly filter: string;
  readonly activity: InventoryActivity | undefined;
  /** When the rows were read, in Unix milliseconds, if that was not the latest reading. */
  readonly readAt: number | undefined;
  readonly isPartial: boolean;
  /** Why the tenant, or a part of it, could not be read. */
  readonly problem: ArcError | undefined;
  /** Why Resource Graph could not be asked. */
  readonly graphProblem: ArcError | undefined;
  /** Associations that have not been read yet. */
  readonly unread: number;
  /** What Azure does not offer to read of some resources, each sentence once. */
  readonly notOffered: readonly string[];
}

/** Stands above the rows. Only there: VS Code shows no welcome text in a view that has a message. */
export function headerOf(facts: HeaderFacts, now: number): string | undefined {
  const { isSample, cloud, filter, graphProblem } = facts;
  const parts = [
    isSample ? 'Sample tenant, not Azure.' : noticeOf(cloud),
    stateOf(facts, now),
    graphProblem && 'Azure Resource Graph is denied; read subscription by subscription.',
    ...facts.notOffered,
    filter && `Filtered by “${filter}”.`,
  ];
  return parts.filter(Boolean).join(' ') || undefined;
}

const noticeOf = (cloud: Cloud | undefined): string =>
  cloud?.gateways === 'absent' ? `${cloud.display} has no Arc gateway: it exists in Azure’s public cloud only.` : '';

function stateOf({ activity, readAt, isPartial, problem, unread }: HeaderFacts, now: number): string {
  const isReading = activity === 'resources';
  if (readAt !== undefined) {
    const age = `As of ${ageOf(now - readAt)} ago`;
    if (isReading) return `${age}; reading…`;
    return `${age}. ${problem?.message ?? 'Refresh to read again.'}`;
  }
  if (isPartial && isReading) return 'Reading…';
  if (isPartial)
    return problem ? `Not all could be read: ${problem.message}` : 'The reading was cancelled. Refresh to read all.';
  if (unread === 0 || isReading) return '';
  const associations = `${unread} ${unread === 1 ? 'association' : 'associations'}`;
  if (activity) return `${associations} to read…`;
  return `${associations} not read${problem ? `: ${problem.message}` : '.'}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `12 minutes`. */
export function ageOf(milliseconds: number): string {
  const [unit, size] = units.find((each) => milliseconds >= each[1]) ?? ['minute', 60_000];
  const count = Math.max(1, Math.floor(milliseconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
