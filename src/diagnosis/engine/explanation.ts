import { redact } from '../../kernel/redact';
import { code, joinMarkdown, type Markdown, prose, words } from '../../kernel/text/markdown';
import { plural } from '../../kernel/text/phrases';
import agentGroups from './data/agentCodes.json';
import clusterGroups from './data/clusterCodes.json';
import symptomGroups from './data/symptoms.json';
import { type Diagnosis, type Meaning, mostLines } from './diagnosis';

const shownCharacters = 240;

/** `origin` names the source of the text; `firstLine` is where the text starts in it. */
export function explanation(origin: string, diagnoses: readonly Diagnosis[], firstLine = 1): Markdown {
  if (diagnoses.length === 0) return nothingKnown(origin);
  const count = plural(diagnoses.length, {
    one: prose`1 known problem`,
    other: prose`${diagnoses.length} known problems, the most specific first`,
  });
  const opening = prose`# What went wrong\n\n${words(origin)}: ${count}\n`;
  return joinMarkdown(
    [opening, ...diagnoses.map((each, index) => problemSection(each, index, prose`${whereText(each, firstLine)}:`))],
    '\n',
  );
}

const severities: Readonly<Record<Diagnosis['severity'], Markdown>> = {
  error: prose`Error`,
  warning: prose`Warning`,
  info: prose`Information`,
  ok: prose`OK`,
};

/** `where` says in which lines, or in which files. */
export function problemSection(
  { title, meanings, hosts = [], location }: Diagnosis,
  index: number,
  where: Markdown,
): Markdown {
  const body =
    meanings.length === 1 ? meanings.map(meaningText) : [ambiguous(meanings.length), ...meanings.map(meaningText)];
  return joinMarkdown(
    [
      prose`## ${index + 1}. ${words(title)}\n`,
      prose`${where}\n`,
      prose`> ${code(excerptOf(location))}\n`,
      ...(hosts.length > 0 ? [hostsText(hosts)] : []),
      ...body,
    ],
    '\n',
  );
}

/** `Error, line 3 and 2 more lines` */
export function whereText({ severity, location, lines }: Diagnosis, firstLine = 1): Markdown {
  const kind = severities[severity];
  const line = location.line + firstLine - 1;
  if (lines <= 1) return prose`${kind}, line ${line}`;
  if (lines >= mostLines) return prose`${kind}, line ${line} and many more`;
  return plural(lines - 1, {
    one: prose`${kind}, line ${line} and 1 more line`,
    other: prose`${kind}, line ${line} and ${lines - 1} more lines`,
  });
}

const hostsText = (hosts: readonly string[]): Markdown => {
  const list = joinMarkdown(hosts.map(code), ', ');
  return plural(hosts.length, { one: prose`**Host:** ${list}\n`, other: prose`**Hosts:** ${list}\n` });
};

const ambiguous = (count: number): Markdown =>
  prose`This has ${count} possible meanings; the text alone doesn’t tell which one applies.\n`;

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

function excerptOf({ excerpt }: Diagnosis['location']): string {
  const text = redact(excerpt).trim();
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}

const entriesIn = (groups: readonly { readonly entries: readonly unknown[] }[]): number =>
  groups.reduce((sum, { entries }) => sum + entries.length, 0);

function nothingKnown(origin: string): Markdown {
  const codes = entriesIn(agentGroups) + entriesIn(clusterGroups);
  const failures = entriesIn(symptomGroups);
  return joinMarkdown(
    [
      prose`# No known error found\n`,
      prose`${words(origin)}: the text contains none of the ${codes} error codes and ${failures} failures in the catalog. That doesn’t mean that nothing is wrong.\n`,
      prose`To find out more, explain one of these:\n`,
      prose`- On the server: \`azcmagent show\`, \`azcmagent check\`, and the last lines of \`azcmagent.log\`, \`himds.log\`, and \`arcproxy.log\`. The command **Azure Arc: Collect Arc logs** collects them.`,
      prose`- Everything that Microsoft support asks for: \`azcmagent logs\` on the server. The command **Azure Arc: Summarize Arc log…** reads its archive as it is, and the folder of \`az connectedk8s troubleshoot\`.`,
      prose`- For a cluster: \`kubectl get pods -n azure-arc\`, and \`az connectedk8s troubleshoot\`.`,
      prose`- For the network: the command **Azure Arc: Check network…** with your site file.\n`,
    ],
    '\n',
  );
}
