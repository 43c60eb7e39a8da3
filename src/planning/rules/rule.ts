import type { Surroundings } from './surroundings';
import type { Site } from '../site';
import type { Finding, Severity } from '../../kernel/finding';

/** One thing to know about a site that is valid as a document; undefined or empty where it does not apply. */
export type Rule = (site: Site, surroundings: Surroundings) => Finding | readonly Finding[] | undefined;

type Text<T extends Site> = string | ((site: T, surroundings: Surroundings) => string);

/** A rule as a row of a table: one finding, where it applies. */
export interface Row<T extends Site = Site> {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly applies: (site: T, surroundings: Surroundings) => boolean;
  readonly message: Text<T>;
  readonly fix: Text<T>;
  readonly source: string;
}

/** The rules of a table whose rows hold for some sites alone. */
export const rulesFor = <T extends Site>(isMeant: (site: Site) => site is T, rows: readonly Row<T>[]): Rule[] =>
  rows.map(({ applies, message, fix, ...row }) => (site, surroundings) => {
    if (!isMeant(site) || !applies(site, surroundings)) return undefined;
    const say = (text: Text<T>): string => (typeof text === 'string' ? text : text(site, surroundings));
    return { ...row, message: say(message), fix: say(fix) };
  });

const isAny = (site: Site): site is Site => site !== undefined;

/** The rules of a table whose rows may hold for any site. */
export const rulesOf = (rows: readonly Row[]): Rule[] => rulesFor(isAny, rows);
