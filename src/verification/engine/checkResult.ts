import type { CheckId } from '../../kernel/checkIds';
import { withServices } from '../../kernel/knowledge/agentServices';
import type { OperatingSystem } from '../../kernel/resources';
import data from './data/checks.json';
import { lookUp } from '../../kernel/lookUp';

/** `unknown`: it could not be told, which is no pass. `skipped`: there is nothing to compare with. */
export type CheckOutcome = 'passed' | 'failed' | 'unknown' | 'skipped';

/** Why a machine could not be asked: it gave no answer, or there is no agent on it. */
export const notAskedReasons = ['noAnswer', 'noAgent'] as const;
export type NotAskedReason = (typeof notAskedReasons)[number];

/** `a.azure.com: reachable`, or a value alone. */
export interface ComparedItem {
  readonly subject?: string;
  readonly value: string;
}

export interface ComparedItems {
  readonly expected: readonly ComparedItem[];
  readonly observed: readonly ComparedItem[];
}

export const itemText = ({ subject, value }: ComparedItem): string =>
  subject === undefined ? value : `${subject}: ${value}`;

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** What should be, and what is, in the words of the agent or of Azure; of several things, one a line. */
  readonly expected: string;
  readonly observed: string;
  /** Where several things are compared: each of them. */
  readonly items?: ComparedItems;
  /** Of a check that was skipped because there was nobody to ask: why. */
  readonly notAsked?: NotAskedReason;
  /** Of a check that did not pass: why that is likely so, and what to do. */
  readonly cause?: string;
  readonly fix?: string;
  /** Page and date of the fact behind it. */
  readonly source: string;
}

/** What one look came to; `why` chooses among the likely causes of the check. */
export interface CheckVerdict {
  readonly outcome: CheckOutcome;
  readonly expected: string;
  readonly observed: string;
  readonly items?: ComparedItems;
  readonly why?: string;
  readonly notAsked?: NotAskedReason;
}

export type CheckVerdicts = readonly (readonly [CheckId, CheckVerdict])[];

interface Explanation {
  readonly cause: string;
  readonly fix: string;
}

interface CheckRow {
  readonly id: string;
  readonly title: string;
  readonly causes: Readonly<Record<string, Explanation | undefined>>;
  readonly source: string;
  readonly asOf: string;
}

const rows: ReadonlyMap<string, CheckRow> = new Map(data.map((row: CheckRow) => [row.id, row]));

export const checkTitle = (id: CheckId): string => rows.get(id)?.title ?? id;

/** `os` is the machine's system, whose services the fix names; both systems' are named where it is not known. */
export function checkResult(
  id: CheckId,
  { outcome, expected, observed, items, why = '', notAsked }: CheckVerdict,
  os?: OperatingSystem,
): CheckResult {
  const { causes = {}, source = '', asOf = '' } = rows.get(id) ?? {};
  // What is not known has a cause only where one was found.
  const isExplained = outcome === 'failed' || (outcome === 'unknown' && why !== '');
  const found = isExplained ? (lookUp(causes, why) ?? causes['']) : undefined;
  const explanation = found && { cause: withServices(found.cause, os), fix: withServices(found.fix, os) };
  return {
    id,
    title: checkTitle(id),
    outcome,
    expected,
    observed,
    ...(items === undefined ? {} : { items }),
    ...(notAsked === undefined ? {} : { notAsked }),
    ...explanation,
    source: `${source} (${asOf})`,
  };
}
