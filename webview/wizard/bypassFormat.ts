import { type Path, textsAt } from './documentValue';
import { type Format, itemsIn } from './format';

const kinds = ['hosts', 'domains', 'ips', 'cidrs'] as const;
type Kind = (typeof kinds)[number];

const kindOf = (item: string): Kind => {
  if (item.includes('/')) return 'cidrs';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(item)) return 'ips';
  return /^\*?\../.test(item) ? 'domains' : 'hosts';
};

const written = (kind: Kind, item: string): string => (kind === 'domains' ? `*.${item.replace(/^\*?\./, '')}` : item);

/** An item as the field shows it: `contoso.com` at `domains.0` is `*.contoso.com`. */
export function bypassItem(document: unknown, path: Path, [kind, index]: readonly string[]): string | undefined {
  const known = kinds.find((each) => each === kind);
  const item = known && textsAt(document, [...path, known])[Number(index)];
  return known && item !== undefined ? written(known, item) : undefined;
}

/** By kind in the document, one per line in the field. */
export const bypassEntries: Format = {
  read: (document, path) =>
    kinds.flatMap((kind) => textsAt(document, [...path, kind]).map((item) => written(kind, item))).join('\n'),
  tidy: (typed) => {
    const items = itemsIn(typed);
    return kinds
      .flatMap((kind) => items.filter((item) => kindOf(item) === kind).map((item) => written(kind, item)))
      .join('\n');
  },
  value: (text) => {
    const items = itemsIn(text);
    const sorted = kinds
      .map((kind) => [kind, items.filter((item) => kindOf(item) === kind)] as const)
      .filter(([, list]) => list.length > 0)
      .map(([kind, list]) => [kind, list.map((item) => (kind === 'domains' ? item.replace(/^\*?\./, '') : item))]);
    return sorted.length === 0 ? undefined : (Object.fromEntries(sorted) as Record<Kind, string[]>);
  },
};
