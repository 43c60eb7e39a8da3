import { entraMeaning } from '../../kernel/knowledge/signInError';
import { agentCode, agentMeanings, agentSeverity } from './agentCodes';
import { clusterMeaning } from './clusterCodes';
import { type Meaning, mostLines } from './diagnosis';
import type { Found } from './finding';
import { scriptMeaning } from './scriptCodes';

/** A kind of code: how it is written, and what one means; undefined for a number that is no code of it. */
interface Kind {
  readonly pattern: RegExp;
  readonly rank: number;
  readonly explain: (digits: string) => Pick<Found, 'id' | 'title' | 'severity' | 'meanings' | 'exitCode'> | undefined;
}

// More different codes of one kind are no error, but a list of errors.
const mostCodes = 50;

// Each repetition is bounded, so that no text makes the search slow.
const kinds: readonly Kind[] = [
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

/** The error codes and exit codes in a text. An exit code that repeats an agent's code is left out. */
export function findCodes(text: string): Found[] {
  const found = kinds.flatMap((kind) => codesOf(text, kind));
  const agent = new Set(found.map(({ id }) => id));
  return found.filter(({ exitCode: number }) => number === undefined || !agent.has(agentCode(number)));
}

function codesOf(text: string, { pattern, rank, explain }: Kind): Found[] {
  const places = new Map<string, { readonly start: number; readonly end: number; lines: number }>();
  for (const match of text.matchAll(pattern)) {
    const digits = match[1] ?? '';
    const known = places.get(digits);
    if (known) known.lines = Math.min(mostLines, known.lines + 1);
    else if (places.size < mostCodes)
      places.set(digits, { start: match.index, end: match.index + match[0].length, lines: 1 });
  }
  return [...places].flatMap(([digits, place]) => {
    const explained = explain(digits);
    return explained ? [{ ...explained, ...place, rank: explained.severity === 'info' ? 0 : rank }] : [];
  });
}

function agentError(digits: string): ReturnType<Kind['explain']> {
  const number = Number(digits);
  const id = agentCode(number);
  const meanings = agentMeanings(number);
  return meanings.length > 0 ? { id, title: id, severity: agentSeverity(number), meanings } : unknown(id);
}

function clusterError(digits: string): ReturnType<Kind['explain']> {
  const id = `AZK8S${digits}`;
  const meaning = clusterMeaning(id);
  return meaning ? { id, title: id, severity: 'error', meanings: [meaning] } : unknown(id);
}

function entraError(digits: string): ReturnType<Kind['explain']> {
  const id = `AADSTS${digits}`;
  const known = entraMeaning(Number(digits));
  if (!known) return unknown(id);
  const fix = `login.microsoftonline.com/error?code=${digits} has the words of Microsoft Entra.`;
  return { id, title: id, severity: 'error', meanings: [{ cause: known.message, fix, source: known.source }] };
}

const unknown = (id: string): ReturnType<Kind['explain']> => ({
  id,
  title: id,
  severity: 'warning',
  meanings: [
    {
      cause: 'This looks like an error code, but nothing is known of it here; it may be newer.',
      fix: 'Look it up at aka.ms/arc/azcmerror, and read the lines around it.',
      source: 'not in the catalogue',
    },
  ],
});

/** The same number is ended with by the agent and by scripts; nothing in the number says by which. */
function exitCode(digits: string): ReturnType<Kind['explain']> {
  const number = Number(digits);
  if (number === 0 || number > 255) return undefined;
  const script = scriptMeaning(number);
  const meanings: Meaning[] = [
    ...agentMeanings(number, (system) => ({
      when: system === undefined ? 'From azcmagent or its installer' : `From its installer, on ${system}`,
    })),
    ...(script ? [{ ...script, when: 'From a script of this extension' }] : []),
  ];
  if (meanings.length === 0) return undefined;
  return { id: `exit.${number}`, title: `Exit code ${number}`, exitCode: number, severity: 'error', meanings };
}
