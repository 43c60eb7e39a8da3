import type { ArcResource } from './resources';
import { lookUp } from './lookUp';

/** Texts of which a resource has its own; all others are those of a thousand more. */
const own = new Set(['id', 'name', 'lastStatusChange']);

/**
 * Lets equal texts and equal tags of resources be one object in memory. Each answer of Azure brings its own copy of
 * them, and a tenant has fifty thousand times the same few. The resource given is changed: it must be nobody else’s yet.
 */
export function createInterner(): <T extends ArcResource>(resource: T) => T {
  const texts = new Map<string, string>();
  const tagSets = new Map<string, ArcResource['tags']>();
  return (resource) => {
    const fields = resource as unknown as Record<string, unknown>;
    for (const field of Object.keys(fields)) {
      const value = lookUp(fields, field);
      if (typeof value === 'string' && !own.has(field)) fields[field] = shared(texts, value, value);
    }
    fields.tags = shared(tagSets, JSON.stringify(resource.tags), resource.tags);
    return resource;
  };
}

function shared<V>(known: Map<string, V>, key: string, value: V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, value);
  return value;
}
