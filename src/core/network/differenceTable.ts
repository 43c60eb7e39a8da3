import { addressOf } from './address';
import type { Difference } from './difference';
import { code, markdownTable, words } from './markdownTable';

/** A difference as a table in Markdown, for a change request. */
export function differenceTable({ open, close, keep, closeAfterHours, source }: Difference): string {
  const later = `close ${closeAfterHours} hour after the switch`;
  const rows = [
    ...open.map((each) => ['open', code(addressOf(each)), words(each.purpose)]),
    ...close.map(({ endpoint, narrowedTo }) => [
      narrowedTo.length === 0 ? later : later.replace('close', 'narrow'),
      code(addressOf(endpoint)),
      [words(endpoint.purpose), ...narrowed(narrowedTo.map(addressOf))].join('. '),
    ]),
    ...keep.map((each) => ['keep', code(addressOf(each)), words(each.purpose)]),
  ];
  return `${markdownTable(['Change', 'Host', 'What it is'], rows)}\nSource: ${words(source)}\n`;
}

const narrowed = (hosts: readonly string[]): string[] =>
  hosts.length === 0 ? [] : [`Only these stay: ${hosts.map(code).join(', ')}`];
