import * as l10n from '@vscode/l10n';
import { listOf, plural, translated } from '../../../kernel/text/phrases';
import type { CatalogMatch } from '../catalogMatch';
import data from '../data/podStates.json';
import type { Meaning } from '../diagnosis';
import type { NormalizedText } from '../search/normalize';
import { lastAtMost } from '../search/sorted';
import { symptomTexts } from '../symptoms';
import { parsePods, type PodRow } from './parsePods';
import { podClass } from './podClass';

interface PodFindings {
  readonly found: readonly CatalogMatch[];
  /** Whether an offset is in a row of a listing, whose words mean nothing by themselves. */
  readonly isRow: (offset: number) => boolean;
}

/** Agents of a cluster that are not ready, by what they wait for. Pods of other namespaces do not matter here. */
export function findPods({ text, originalStart, originalEnd }: NormalizedText): PodFindings {
  const rows = parsePods(text).map((row) => ({
    ...row,
    start: originalStart(row.start),
    end: originalEnd(row.end),
  }));
  const starts = rows.map(({ start }) => start);
  const classes = Map.groupBy(
    agentRows(rows).flatMap((row) => {
      const id = podClass(row);
      return id === undefined ? [] : [{ row, id }];
    }),
    ({ id }) => id,
  );
  return {
    found: [...classes].map(([id, members]) =>
      matchOf(
        id,
        members.map(({ row }) => row),
      ),
    ),
    isRow: (offset) => {
      const row = rows[lastAtMost(starts, offset)];
      return row !== undefined && offset >= row.start && offset <= row.end;
    },
  };
}

const isAgent = ({ name }: PodRow): boolean => data.agents.some((each) => name === each || name.startsWith(`${each}-`));

/** Without a namespace in the listing, its other pods are those of the agents' namespace if most are agents. */
function agentRows(rows: readonly PodRow[]): readonly PodRow[] {
  const unnamed = rows.filter(({ namespace }) => namespace === undefined);
  const agents = unnamed.filter(isAgent);
  const named = rows.filter(({ namespace }) => namespace !== undefined && data.namespaces.includes(namespace));
  return [...named, ...(2 * agents.length >= unnamed.length ? unnamed : agents)];
}

const rank = 1100;

function matchOf(id: string, rows: readonly PodRow[]): CatalogMatch {
  const [first] = rows;
  const { title, severity, meaning } = symptomTexts(id) ?? ownTexts();
  const cause = `${whichText(rows)} ${meaning.cause}`;
  return {
    id,
    title,
    severity,
    meanings: [{ ...meaning, cause, fix: `${meaning.fix} ${translated(data.describe)}` }],
    start: first?.start ?? 0,
    end: first?.end ?? 0,
    places: rows.map(({ start }) => start),
    rank,
  };
}

const ownTexts = (): { title: string; severity: 'error'; meaning: Meaning } => ({
  title: translated(data.notReady.title),
  severity: 'error',
  meaning: {
    cause: translated(data.notReady.cause),
    fix: translated(data.notReady.fix),
    source: `${data.source} (${data.asOf})`,
  },
});

const mostNames = 8;

function whichText(rows: readonly PodRow[]): string {
  const names = listOf([...new Set(rows.map(({ name }) => name))].slice(0, mostNames));
  const ages = rows.flatMap(({ ageSeconds }) => ageSeconds ?? []);
  const minutes = Math.floor(ages.reduce((most, age) => Math.max(most, age), 0) / 60);
  if (minutes < 1) return l10n.t`Not ready: ${names}.`;
  return plural(minutes, {
    one: l10n.t`Not ready after ${minutes} minute: ${names}.`,
    other: l10n.t`Not ready after ${minutes} minutes: ${names}.`,
  });
}
