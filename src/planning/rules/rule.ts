import type { Finding, Severity } from '../../kernel/finding';
import type { ObservedAzureState } from './observedAzureState';

/** One thing to know about a site, or about one of its targets, that can be read; undefined or empty where it does not apply. */
export type Rule<T> = (subject: T, observed: ObservedAzureState) => Finding | readonly Finding[] | undefined;

type Text<T> = string | ((subject: T, observed: ObservedAzureState) => string);

/** A rule as a row of a table: one finding, where it applies. */
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

/** The rules of a table whose rows hold for some subjects alone. */
export const rulesFor = <T, S extends T>(
  isMeant: (subject: T) => subject is S,
  rows: readonly RuleRow<S>[],
): Rule<T>[] =>
  rows.map(({ applies, message, fix, ...row }) => (subject, observed) => {
    if (!isMeant(subject) || !applies(subject, observed)) return undefined;
    const say = (text: Text<S>): string => (typeof text === 'string' ? text : text(subject, observed));
    return { ...row, message: say(message), fix: say(fix) };
  });

const isAny = <T>(subject: T): subject is T => subject !== undefined;

/** The rules of a table whose rows may hold for any subject. */
export const rulesOf = <T>(rows: readonly RuleRow<T>[]): Rule<T>[] => rulesFor<T, T>(isAny, rows);

/** Findings of all rules about one subject, in the order of the rules. */
export const judge = <T>(rules: readonly Rule<T>[], subject: T, observed: ObservedAzureState): readonly Finding[] =>
  rules.flatMap((rule) => rule(subject, observed) ?? []);
