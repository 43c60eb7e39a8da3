import { words } from '../../network/markdownTable';
import type { PlannedItem } from './planAssociation';
import type { Remark } from './remarks';

const mostNames = 12;

/** Each remark once, with those it is about. */
export function remarkList(items: readonly PlannedItem[], severities: readonly Remark['severity'][]): string {
  const about = new Map<string, { readonly remark: Remark; readonly names: string[] }>();
  for (const { remarks, resource } of items) {
    for (const remark of remarks.filter(({ severity }) => severities.includes(severity))) {
      const entry = about.get(remark.code) ?? { remark, names: [] };
      entry.names.push(resource.name);
      about.set(remark.code, entry);
    }
  }
  return [...about.values()]
    .map(
      ({ remark: { message, fix, source }, names }) =>
        `- **${namesText(names)}** – ${words(message)} ${words(fix)} *Source: ${words(source)}.*`,
    )
    .join('\n');
}

/** Names in a row; a long row ends with how many more there are. */
export const namesText = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).map(words).join(', ')} and ${names.length - mostNames} more`
    : names.map(words).join(', ');
