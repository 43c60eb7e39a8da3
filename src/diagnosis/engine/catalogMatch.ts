import type { Diagnosis } from './diagnosis';

/** A diagnosis without its place. */
export interface CatalogMatch extends Omit<Diagnosis, 'location' | 'lines'> {
  readonly exitCode?: number;
  /** UTF-16 offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** An offset in each line that contains it; several may be in one line. */
  readonly places: readonly number[];
  /** Higher is more specific: known failures before codes, codes before bare exit codes. */
  readonly rank: number;
}

/** The same problem found twice: the first place, all meanings. */
export const mergeMatches = (found: readonly CatalogMatch[]): readonly CatalogMatch[] =>
  [...Map.groupBy(found, ({ id }) => id).values()].flatMap((same) => {
    const [first] = [...same].sort((a, b) => a.start - b.start);
    if (!first) return [];
    const hosts = [...new Set(same.flatMap((each) => each.hosts ?? []))];
    return [
      {
        ...first,
        meanings: distinct(same.flatMap(({ meanings }) => meanings)),
        places: same.flatMap(({ places }) => places),
        rank: Math.max(...same.map(({ rank }) => rank)),
        ...(hosts.length > 0 ? { hosts } : {}),
      },
    ];
  });

const distinct = (meanings: CatalogMatch['meanings']): CatalogMatch['meanings'] => [
  ...new Map(meanings.map((meaning) => [`${meaning.when ?? ''}\n${meaning.cause}`, meaning])).values(),
];
