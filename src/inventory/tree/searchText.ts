import type { ArcResource } from '../../kernel/resources';
import { treeKind } from './kinds';

/** What a filter searches in a row: lowercase, one fact a line. `also` is what isn’t said by the resource itself. */
export function searchText(resource: ArcResource, also: readonly (string | undefined)[]): string {
  const kind = treeKind(resource.kind);
  const tags = Object.entries(resource.tags).flat();
  const { name, resourceGroup, location } = resource;
  return [
    name,
    kind.label,
    resourceGroup,
    location,
    ...kind.searched(resource),
    kind.platform?.(resource),
    ...also,
    ...tags,
  ]
    .filter((fact) => fact !== undefined)
    .join('\n')
    .toLowerCase();
}

/** Whether every word of a filter occurs in a text of `searchText`. */
export type TextFilter = (searched: string) => boolean;

/** Undefined for a filter without words, which keeps everything. */
export function textFilter(text: string): TextFilter | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? undefined : (searched) => words.every((word) => searched.includes(word));
}
