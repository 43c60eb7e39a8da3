import { redact } from '../../kernel/redact';
import { code, joinMarkdown, type Markdown, prose, words } from '../../kernel/text/markdown';
import agentGroups from './data/agentCodes.json';
import clusterGroups from './data/clusterCodes.json';
import symptomGroups from './data/symptoms.json';
import { type Diagnosis, type Meaning, mostLines } from './diagnosis';

const shownCharacters = 240;

/**
 * A Markdown document: what is known of a text, or that nothing is. `origin` says in a few words where the text is from,
 * `firstLine` which line of that its first one is.
 */
export function explanation(origin: string, diagnoses: readonly Diagnosis[], firstLine = 1): Markdown {
  if (diagnoses.length === 0) return nothingKnown(origin);
  const count =
    diagnoses.length === 1
      ? prose`One thing in it is known.`
      : prose`${diagnoses.length} things in it are known, the most exact first.`;
  const opening = prose`# What went wrong\n\n${words(origin)}. ${count}\n`;
  return joinMarkdown([opening, ...diagnoses.map((each, index) => section(each, index, firstLine))], '\n');
}

const symbols: Readonly<Record<Diagnosis['severity'], Markdown>> = {
  error: prose`Error`,
  warning: prose`Warning`,
  info: prose`For your information`,
  ok: prose`Good`,
};

function section({ title, severity, meanings, place, lines }: Diagnosis, index: number, firstLine: number): Markdown {
  const more = lines > 1 ? prose`, and ${lines >= mostLines ? prose`many` : lines - 1} more` : prose``;
  const where = prose`${symbols[severity]}, line ${place.line + firstLine - 1}${more}:`;
  const body =
    meanings.length === 1 ? meanings.map(meaningText) : [ambiguous(meanings.length), ...meanings.map(meaningText)];
  return joinMarkdown(
    [prose`## ${index + 1}. ${words(title)}\n`, prose`${where}\n`, prose`> ${code(excerptOf(place))}\n`, ...body],
    '\n',
  );
}

const ambiguous = (count: number): Markdown =>
  prose`It means ${count === 2 ? prose`one of two` : prose`one of several`} things; the text alone does not say which.\n`;

const meaningText = ({ when, cause, fix, source }: Meaning): Markdown =>
  joinMarkdown(
    [
      ...(when === undefined ? [] : [prose`### ${words(when)}\n`]),
      prose`**Cause:** ${words(cause)}\n`,
      prose`**What to do:** ${words(fix)}\n`,
      prose`_Source: ${words(source)}_\n`,
    ],
    '\n',
  );

/** What is found stays in sight in a long line. */
function excerptOf({ excerpt }: Diagnosis['place']): string {
  const text = redact(excerpt).trim();
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}

const entriesIn = (groups: readonly { readonly entries: readonly unknown[] }[]): number =>
  groups.reduce((sum, { entries }) => sum + entries.length, 0);

function nothingKnown(origin: string): Markdown {
  const codes = entriesIn(agentGroups) + entriesIn(clusterGroups);
  return prose`# Nothing in it is known

${words(origin)}. None of the ${codes} error codes and ${entriesIn(symptomGroups)} failures of the catalogue is in this text. That does not mean that nothing is wrong.

Look at more of it, then explain that:

- On the server: \`azcmagent show\`, \`azcmagent check\`, and the last lines of \`azcmagent.log\`, \`himds.log\` and \`arcproxy.log\`. **Azure Arc: Collect Arc logs** fetches them.
- For everything at once, as Microsoft support asks for it: \`azcmagent logs\` on the server.
- For a cluster: \`kubectl get pods -n azure-arc\`, and \`az connectedk8s troubleshoot\`.
- For the network: **Azure Arc: Check the network before onboarding…** with your topology.
`;
}
