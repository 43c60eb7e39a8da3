import type { ArcResource } from './resources';
import { lookUp } from './lookUp';

/** Unique per resource. */
const own = new Set(['id', 'name', 'lastStatusChange', 'addresses']);

/** Saves memory by sharing repeated strings and tags. Modifies the resource. */
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
