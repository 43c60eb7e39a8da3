import { code, joinMarkdown, type Markdown, markdownTable, prose, words } from '../text/markdown';
import { addressOf } from './address';
import type { Difference } from './difference';

/** A difference as a table in Markdown, for a change request. */
export function differenceTable({ open, close, keep, closeAfterHours, source }: Difference): Markdown {
  const later = prose`${closeAfterHours} hour after the switch`;
  const rows = [
    ...open.map((each) => [prose`open`, code(addressOf(each)), words(each.purpose)]),
    ...close.map(({ endpoint, narrowedTo }) => [
      narrowedTo.length === 0 ? prose`close ${later}` : prose`narrow ${later}`,
      code(addressOf(endpoint)),
      joinMarkdown([words(endpoint.purpose), ...narrowed(narrowedTo.map(addressOf))], '. '),
    ]),
    ...keep.map((each) => [prose`keep`, code(addressOf(each)), words(each.purpose)]),
  ];
  return prose`${markdownTable(['Change', 'Host', 'What it is'], rows)}\nSource: ${words(source)}\n`;
}

const narrowed = (hosts: readonly string[]): readonly Markdown[] =>
  hosts.length === 0 ? [] : [prose`Only these stay: ${joinMarkdown(hosts.map(code), ', ')}`];
