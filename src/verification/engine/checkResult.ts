import { type CheckId, isCheckId } from '../../kernel/checkIds';
import { withServices } from '../../kernel/knowledge/agentServices';
import { lookUp } from '../../kernel/lookUp';
import type { OperatingSystem } from '../../kernel/resources';
import { translated } from '../../kernel/text/phrases';
import data from './data/checks.json';
import { type ShownValue, shownText } from './shownValue';

/**
 * `unknown` and `notJudged` don’t count as passed. `notJudged`: presupposes a check that failed. `skipped`: nothing to
 * compare with.
 */
export type CheckOutcome = 'passed' | 'failed' | 'unknown' | 'notJudged' | 'skipped';

export const checkOutcomes: readonly CheckOutcome[] = ['passed', 'failed', 'unknown', 'notJudged', 'skipped'];

export const notAskedReasons = ['noAnswer', 'noAgent'] as const;
export type NotAskedReason = (typeof notAskedReasons)[number];

/** `a.azure.com: reachable`, or only a value. */
export interface ComparedItem {
  /** A host or a service. */
  readonly subject?: string;
  readonly value: ShownValue;
}

export interface CheckVerdict {
  readonly outcome: CheckOutcome;
  readonly expected: readonly ComparedItem[];
  readonly observed: readonly ComparedItem[];
  /** Selects the cause; if the table has no such cause, the usual one applies. */
  readonly why?: string;
  readonly notAsked?: NotAskedReason;
  /** Of a check that is not judged: the failed check that it follows from. */
  readonly consequenceOf?: CheckId;
}

export type CheckVerdicts = readonly (readonly [CheckId, CheckVerdict])[];

/** Data only; the functions below make texts of it. */
export interface CheckResult extends CheckVerdict {
  readonly id: CheckId;
  /** Whose services causes and fixes name; absent: both. */
  readonly os?: OperatingSystem;
  /** Stored by 0.1.0: the values are English text, which can’t be compared with data. */
  readonly isEnglish?: boolean;
}

interface Explanation {
  readonly cause: string;
  readonly fix: string;
}

/** `cause`: only a failure of that cause matters, an empty one being the usual. */
interface Dependency<Id> {
  readonly check: Id;
  readonly cause?: string;
}

interface CheckRow {
  readonly id: string;
  readonly title: string;
  /** Checks that this one presupposes; without cycles. Not those that say whether the machine could be asked. */
  readonly dependsOn?: readonly Dependency<string>[];
  /** Causes that explain more than any failed check that is presupposed. */
  readonly ownCauses?: readonly string[];
  readonly causes: Readonly<Record<string, Explanation | undefined>>;
  readonly source: string;
  readonly asOf: string;
}

const rows: ReadonlyMap<string, CheckRow> = new Map(data.map((row: CheckRow) => [row.id, row]));

const dependencies: ReadonlyMap<string, readonly Dependency<CheckId>[]> = new Map(
  data.map(({ id, dependsOn = [] }: CheckRow) => [
    id,
    dependsOn.flatMap(({ check, ...cause }) => (isCheckId(check) ? [{ check, ...cause }] : [])),
  ]),
);

export const dependenciesOf = (id: CheckId): readonly Dependency<CheckId>[] => dependencies.get(id) ?? [];

/** Reported whatever else failed. */
export const hasOwnCause = (id: CheckId, { outcome, why = '' }: CheckVerdict): boolean =>
  outcome === 'failed' && (rows.get(id)?.ownCauses?.includes(why) ?? false);

/** `language` here and below: `en` for files for machines and logs; default: the display language. */
const inLanguage = (text: string, language?: 'en'): string => (language === 'en' ? text : translated(text));

export const checkTitle = (id: CheckId, language?: 'en'): string => inLanguage(rows.get(id)?.title ?? id, language);

export function sourceParts({ id }: CheckResult): { readonly source: string; readonly asOf: string } {
  const { source = '', asOf = '' } = rows.get(id) ?? {};
  return { source, asOf };
}

/** Page and date. */
export function sourceOf(check: CheckResult): string {
  const { source, asOf } = sourceParts(check);
  return `${source} (${asOf})`;
}

/** Of what failed, and of what is unknown for a known reason. */
export function explanationOf(check: CheckResult, language?: 'en'): Explanation | undefined {
  const { id, outcome, why = '', os } = check;
  const causes = rows.get(id)?.causes ?? {};
  const isExplained = outcome === 'failed' || (outcome === 'unknown' && why !== '');
  const found = isExplained ? (lookUp(causes, why) ?? causes['']) : undefined;
  const textOf = (template: string): string => withServices(inLanguage(template, language), os, language);
  return found && { cause: textOf(found.cause), fix: textOf(found.fix) };
}

export const itemText = ({ subject, value }: ComparedItem, language?: 'en'): string =>
  subject === undefined ? shownText(value, language) : `${subject}: ${shownText(value, language)}`;

/** One text per compared value. */
export const itemTexts = (items: readonly ComparedItem[], language?: 'en'): readonly string[] =>
  items.map((item) => itemText(item, language));
