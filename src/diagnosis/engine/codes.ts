import * as l10n from '@vscode/l10n';
import { agentCode, agentMeanings, agentSeverity } from './agentCodes';
import type { CatalogMatch } from './catalogMatch';
import { clusterMeaning } from './clusterCodes';
import { type Meaning, mostLines } from './diagnosis';
import { entraMeaning } from './entraCodes';
import { scriptMeanings } from './scriptCodes';
import type { SearchText } from './search/searchTexts';

type ExplainedCode = Pick<CatalogMatch, 'id' | 'title' | 'severity' | 'meanings' | 'exitCode'>;

interface CodePattern {
  readonly pattern: RegExp;
  readonly rank: number;
  /** Undefined for a number that is not a code. */
  readonly explain: (digits: string) => ExplainedCode | undefined;
}

// More distinct codes are a list of codes, not an error.
const mostCodes = 50;

// Every repetition is bounded, so that the search is linear.
const patterns: readonly CodePattern[] = [
  { pattern: /AZCM(\d{4})(?!\d)/gi, rank: 300, explain: agentError },
  { pattern: /AZK8S(\d{4})(?!\d)/gi, rank: 300, explain: clusterError },
  { pattern: /AADSTS(\d{4,8})(?!\d)/gi, rank: 300, explain: entraError },
  {
    pattern:
      /\b(?:exit(?:ed)?[ _-]?(?:code|status)|(?:exited|ended|failed) with(?: exit)?(?: code| status)?|["']?\brc["']?)["']?\s{0,8}[:=]?\s{0,8}(?:(?:is|was|of)\s)?["']?0{0,2}(\d{1,3})(?!\d|\.\d)/gi,
    rank: 200,
    explain: exitCode,
  },
];

/** Without exit codes that repeat an agent's code. */
export function findCodes(texts: readonly SearchText[]): CatalogMatch[] {
  const found = texts.flatMap((text) => patterns.flatMap((pattern) => codesOf(text, pattern)));
  const agent = new Set(found.map(({ id }) => id));
  return found.filter(({ exitCode: number }) => number === undefined || !agent.has(agentCode(number)));
}

function codesOf(search: SearchText, { pattern, rank, explain }: CodePattern): CatalogMatch[] {
  const found = new Map<string, { readonly start: number; readonly end: number; readonly places: number[] }>();
  for (const match of search.text.matchAll(pattern)) {
    const digits = match[1] ?? '';
    const span = search.originalSpan(match.index, match.index + match[0].length);
    const known = found.get(digits);
    if (!known && found.size < mostCodes) found.set(digits, { ...span, places: [span.start] });
    else if (known && known.places.length < mostLines) known.places.push(span.start);
  }
  return [...found].flatMap(([digits, place]) => {
    const explained = explain(digits);
    return explained ? [{ ...explained, ...place, rank: explained.severity === 'info' ? 0 : rank }] : [];
  });
}

function agentError(digits: string): ExplainedCode | undefined {
  const number = Number(digits);
  const id = agentCode(number);
  const meanings = agentMeanings(number);
  return meanings.length > 0 ? { id, title: id, severity: agentSeverity(number), meanings } : unknown(id);
}

function clusterError(digits: string): ExplainedCode | undefined {
  const id = `AZK8S${digits}`;
  const meaning = clusterMeaning(id);
  return meaning ? { id, title: id, severity: 'error', meanings: [meaning] } : unknown(id);
}

function entraError(digits: string): ExplainedCode | undefined {
  const id = `AADSTS${digits}`;
  const meaning = entraMeaning(Number(digits));
  return meaning ? { id, title: id, severity: 'error', meanings: [meaning] } : unknown(id);
}

const unknown = (id: string): ExplainedCode => ({
  id,
  title: id,
  severity: 'warning',
  meanings: [
    {
      cause: l10n.t('This looks like an error code, but this version of the extension doesn’t know it.'),
      fix: l10n.t('Look it up at aka.ms/arc/azcmerror, and read the lines around it.'),
      source: l10n.t('not in the catalog'),
    },
  ],
});

/** The agent, its installer and this extension's scripts use the same numbers. */
function exitCode(digits: string): ExplainedCode | undefined {
  const number = Number(digits);
  if (number === 0 || number > 255) return undefined;
  const meanings: Meaning[] = [
    ...agentMeanings(number, (system) => ({
      when: system === undefined ? l10n.t('From azcmagent or its installer') : l10n.t`From its installer, on ${system}`,
    })),
    ...scriptMeanings(number),
  ];
  if (meanings.length === 0) return undefined;
  return { id: `exit.${number}`, title: l10n.t`Exit code ${number}`, exitCode: number, severity: 'error', meanings };
}
