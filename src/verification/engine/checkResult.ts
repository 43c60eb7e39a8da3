import type { CheckId } from '../../kernel/checkIds';
import { withServices } from '../../kernel/knowledge/agentServices';
import { type OperatingSystem, operatingSystems } from '../../kernel/resources';
import data from './data/checks.json';
import { lookUp } from '../../kernel/lookUp';
import { translated } from '../../kernel/text/phrases';

/** `unknown` doesn’t count as passed. `skipped`: nothing to compare with. */
export type CheckOutcome = 'passed' | 'failed' | 'unknown' | 'skipped';

export const notAskedReasons = ['noAnswer', 'noAgent'] as const;
export type NotAskedReason = (typeof notAskedReasons)[number];

/** `a.azure.com: reachable`, or only a value. */
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

/** English for storage and comparison; `checkText` translates. */
export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly outcome: CheckOutcome;
  /** One value per line. */
  readonly expected: string;
  readonly observed: string;
  /** Only for several values. */
  readonly items?: ComparedItems;
  readonly notAsked?: NotAskedReason;
  /** Absent if it passed. */
  readonly cause?: string;
  readonly fix?: string;
  /** Page and date. */
  readonly source: string;
}

/** `why` selects the cause. */
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

export const englishCheckTitle = (id: CheckId): string => rows.get(id)?.title ?? id;

/** In the display language. */
export const checkTitle = (id: CheckId): string => translated(englishCheckTitle(id));

/** `os`: whose services causes and fixes name; default: both. */
export function checkResult(
  id: CheckId,
  { outcome, expected, observed, items, why = '', notAsked }: CheckVerdict,
  os?: OperatingSystem,
): CheckResult {
  const { causes = {}, source = '', asOf = '' } = rows.get(id) ?? {};
  // An unknown result has a cause only if one was found.
  const isExplained = outcome === 'failed' || (outcome === 'unknown' && why !== '');
  const found = isExplained ? (lookUp(causes, why) ?? causes['']) : undefined;
  const explanation = found && {
    cause: withServices(found.cause, os, 'en'),
    fix: withServices(found.fix, os, 'en'),
  };
  return {
    id,
    title: englishCheckTitle(id),
    outcome,
    expected,
    observed,
    ...(items === undefined ? {} : { items }),
    ...(notAsked === undefined ? {} : { notAsked }),
    ...explanation,
    source: `${source} (${asOf})`,
  };
}

type TextSource = readonly [template: string, os: OperatingSystem | undefined];

let templates: ReadonlyMap<string, TextSource> | undefined;

export function checkText(english: string): string {
  templates ??= new Map(data.flatMap(({ causes }) => Object.values(causes).flatMap(filledTemplates)));
  const [template, os] = templates.get(english) ?? [english];
  return withServices(translated(template), os);
}

const filledTemplates = ({ cause, fix }: Explanation): readonly (readonly [string, TextSource])[] =>
  [cause, fix].flatMap((template) =>
    [...operatingSystems, undefined].map((os) => [withServices(template, os, 'en'), [template, os]] as const),
  );
