import * as l10n from '@vscode/l10n';
import { code, joinMarkdown, type Markdown, prose, subsection, words } from '../../../kernel/text/markdown';
import { plural } from '../../../kernel/text/phrases';
import type { Diagnosis } from '..';
import { problemSection, whereText } from '..';
import { logReport } from '..';
import type { EntryProblem } from './readEntry';
import type { SearchedBundle, SearchedFile } from './searchBundle';

/** `origin` names the archive or folder; `remarks` are sentences about how it was read. */
export function bundleReport(origin: string, bundle: SearchedBundle, remarks: readonly string[] = []): Markdown {
  const parts: readonly Markdown[] = [
    prose`# Summary of Arc logs\n`,
    counts(origin, bundle),
    ...remarks.map((remark) => prose`${words(remark)}\n`),
    problems(bundle.files),
    ...bundle.files.flatMap(hostsOf),
    listed(
      prose`## Files that were not read\n`,
      bundle.unread.map(({ path, problem }) => prose`- ${code(path)}: ${words(problemTexts[problem])}`),
    ),
    listed(
      prose`## Files that are not known, and were not read\n`,
      bundle.unknown.map((path) => prose`- ${code(path)}`),
    ),
    listed(prose`## Files that were read\n`, bundle.files.map(fileLine)),
  ];
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n',
  );
}

const problemTexts: Readonly<Record<EntryProblem, string>> = {
  encrypted: l10n.t('it is encrypted. Create the archive without a password.'),
  link: l10n.t('it is a link to another file. Links are not followed.'),
  unsafePath: l10n.t('its path leads out of the archive. Logs have no such paths.'),
  unknownMethod: l10n.t(
    'it is compressed by a method that is not supported. Extract the archive, and choose the folder.',
  ),
  tooLarge: l10n.t('it would become too large when unpacked. Extract it by another program if you trust it.'),
  damaged: l10n.t('it is damaged. Create the archive again, or copy it in binary mode.'),
  unreadable: l10n.t('it can’t be opened.'),
  enough: l10n.t('the files before it are as much as is searched at a time. Choose it by itself.'),
};

export const problemText = (problem: EntryProblem): string => problemTexts[problem];

const counts = (origin: string, { files, unread, unknown }: SearchedBundle): Markdown =>
  joinMarkdown(
    [
      prose`- Source: ${words(origin)}`,
      prose`- Files that were read: ${files.length}`,
      prose`- Files that were not read: ${unread.length}`,
      prose`- Files that are not known: ${unknown.length}\n`,
    ],
    '\n',
  );

interface Occurrence {
  readonly path: string;
  readonly diagnosis: Diagnosis;
}

/** Each problem once, with the files that show it; the most specific of each file first. */
function problems(files: readonly SearchedFile[]): Markdown {
  const found = files.flatMap(({ path, diagnoses }) => diagnoses.map((diagnosis): Occurrence => ({ path, diagnosis })));
  const byId = [...Map.groupBy(found, ({ diagnosis }) => diagnosis.id).values()];
  if (byId.length === 0) return prose`None of the files that were read shows a known error.\n`;
  const sections = byId.flatMap((same, index) => {
    const [first] = same;
    return first ? [problemSection(first.diagnosis, index, joinMarkdown(same.map(placeText), '\n'))] : [];
  });
  const count = plural(byId.length, { one: prose`1 known problem`, other: prose`${byId.length} known problems` });
  return subsection(joinMarkdown([prose`# What went wrong: ${count}\n`, ...sections], '\n'));
}

const placeText = ({ path, diagnosis }: Occurrence): Markdown => prose`- ${code(path)}: ${whereText(diagnosis)}`;

const hostsOf = ({ path, hosts }: SearchedFile): readonly Markdown[] =>
  hosts ? [subsection(logReport(path, hosts.log, hosts.rows))] : [];

const fileLine = ({ path, isCut, diagnoses, hosts }: SearchedFile): Markdown => {
  const count = plural(diagnoses.length, {
    one: prose`1 known problem`,
    other: prose`${diagnoses.length} known problems`,
  });
  const about = hosts ? prose`, ${hosts.rows.length} kinds of requests` : prose``;
  return prose`- ${code(path)}: ${count}${about}${isCut ? prose` (only its end was read)` : prose``}`;
};

const listed = (heading: Markdown, lines: readonly Markdown[]): Markdown =>
  lines.length === 0 ? prose`` : joinMarkdown([heading, ...lines, prose``], '\n');
