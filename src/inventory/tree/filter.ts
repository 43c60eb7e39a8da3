import { treeKind } from './kinds';
import type { ArcResource } from '../../kernel/resources';

export type ResourceFilter = (resource: ArcResource) => boolean;

/** Each word must match, ignoring case. */
export function textFilter(text: string): ResourceFilter {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (resource) => {
    const tags = Object.entries(resource.tags).flat();
    const haystack = [
      resource.name,
      resource.resourceGroup,
      resource.location,
      ...treeKind(resource.kind).searched(resource),
      ...tags,
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
}
