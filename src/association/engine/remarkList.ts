import { joinMarkdown, type Markdown, prose, words } from '../../kernel/text/markdown';
import type { PlannedItem } from './planAssociation';
import type { Remark } from './remarks';

const mostNames = 12;

export function remarkList(items: readonly PlannedItem[], severities: readonly Remark['severity'][]): Markdown {
  const about = new Map<string, { readonly remark: Remark; readonly names: string[] }>();
  for (const { remarks, resource } of items) {
    for (const remark of remarks.filter(({ severity }) => severities.includes(severity))) {
      const entry = about.get(remark.code) ?? { remark, names: [] };
      entry.names.push(resource.name);
      about.set(remark.code, entry);
    }
  }
  const lines = [...about.values()].map(
    ({ remark: { message, fix, source }, names }) =>
      prose`- **${namesText(names)}** – ${words(message)} ${words(fix)} *Source: ${words(source)}.*`,
  );
  return joinMarkdown(lines, '\n');
}

export function namesText(names: readonly string[]): Markdown {
  const shown = joinMarkdown(names.slice(0, mostNames).map(words), ', ');
  return names.length > mostNames ? prose`${shown} and ${names.length - mostNames} more` : shown;
}
