import type { Surroundings } from './surroundings';
import type { Topology } from '../site';
import type { Finding, Severity } from '../../kernel/finding';

/** One thing to know about a topology that is valid as a document; undefined or empty where it does not apply. */
export type Rule = (topology: Topology, surroundings: Surroundings) => Finding | readonly Finding[] | undefined;

type Text<T extends Topology> = string | ((topology: T, surroundings: Surroundings) => string);

/** A rule as a row of a table: one finding, where it applies. */
export interface Row<T extends Topology = Topology> {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly applies: (topology: T, surroundings: Surroundings) => boolean;
  readonly message: Text<T>;
  readonly fix: Text<T>;
  readonly source: string;
}

/** The rules of a table whose rows hold for some topologies alone. */
export const rulesFor = <T extends Topology>(
  isMeant: (topology: Topology) => topology is T,
  rows: readonly Row<T>[],
): Rule[] =>
  rows.map(({ applies, message, fix, ...row }) => (topology, surroundings) => {
    if (!isMeant(topology) || !applies(topology, surroundings)) return undefined;
    const say = (text: Text<T>): string => (typeof text === 'string' ? text : text(topology, surroundings));
    return { ...row, message: say(message), fix: say(fix) };
  });

const isAny = (topology: Topology): topology is Topology => topology !== undefined;

/** The rules of a table whose rows may hold for any topology. */
export const rulesOf = (rows: readonly Row[]): Rule[] => rulesFor(isAny, rows);
