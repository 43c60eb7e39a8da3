import type { Finding, Severity } from '../../kernel/finding';
import type { ObservedAzureState } from './observedAzureState';

/** A check of a site or of one target; undefined or empty if it doesn’t apply. */
export type Rule<T> = (subject: T, observed: ObservedAzureState) => Finding | readonly Finding[] | undefined;

type Text<T> = string | ((subject: T, observed: ObservedAzureState) => string);

/** A rule with one finding, as a row of a table. */
export interface RuleRow<T> {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly applies: (subject: T, observed: ObservedAzureState) => boolean;
  readonly message: Text<T>;
  readonly fix: Text<T>;
  readonly isValueMissing?: true;
  readonly source: string;
}

/** Rules for some subjects only. */
export const rulesFor = <T, S extends T>(
  isMeant: (subject: T) => subject is S,
  rows: readonly RuleRow<S>[],
): Rule<T>[] =>
  rows.map(({ applies, message, fix, ...row }) => (subject, observed) => {
    if (!isMeant(subject) || !applies(subject, observed)) return undefined;
    const textFor = (text: Text<S>): string => (typeof text === 'string' ? text : text(subject, observed));
    return { ...row, message: textFor(message), fix: textFor(fix) };
  });

const isAny = <T>(subject: T): subject is T => subject !== undefined;

export const rulesOf = <T>(rows: readonly RuleRow<T>[]): Rule<T>[] => rulesFor<T, T>(isAny, rows);

/** In the order of the rules. */
export const judge = <T>(rules: readonly Rule<T>[], subject: T, observed: ObservedAzureState): readonly Finding[] =>
  rules.flatMap((rule) => rule(subject, observed) ?? []);
