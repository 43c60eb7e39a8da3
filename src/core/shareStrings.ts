import type { ArcResource } from './resources';

/** Texts of which a resource has its own; all others are those of a thousand more. */
const own = new Set(['id', 'name', 'lastStatusChange']);

/**
 * Lets equal texts and equal tags of resources be one object in memory. Each answer of Azure brings its own copy of
 * them, and a tenant has fifty thousand times the same few.
 */
export function createSharing(): <T extends ArcResource>(resource: T) => T {
  const texts = new Map<string, string>();
  const tagSets = new Map<string, ArcResource['tags']>();
  const shared = <V>(known: Map<string, V>, key: string, value: V): V => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, value);
    return value;
  };
  return (resource) => {
    const fields = Object.entries(resource).map(([field, value]: readonly [string, unknown]) => [
      field,
      typeof value === 'string' && !own.has(field) ? shared(texts, value, value) : value,
    ]);
    const tags = shared(tagSets, JSON.stringify(resource.tags), resource.tags);
    return { ...resource, ...(Object.fromEntries(fields) as object), tags };
  };
}
