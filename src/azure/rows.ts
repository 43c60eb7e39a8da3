import * as v from 'valibot';
import { parseResourceId } from '../kernel/resources';

/** A line end, and whatever else a terminal or an editor takes for one. */
const lineEnds = /[\r\n\v\f\u0085\u2028\u2029]+/g;

/**
 * A field that may be absent, null, empty or (in some later version) something else: then it is undefined. It has one line:
 * what Azure passes on from others must not look like two of ours.
 */
export const text = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform((value) => value.replace(lineEnds, ' ')),
      v.trim(),
      v.nonEmpty(),
    ),
  ),
  undefined,
);

/** A field that is plainly true or false; else undefined. */
export const flag = v.fallback(v.optional(v.boolean()), undefined);

/** What every row of Resource Graph and every resource of ARM has in common. */
export const commonFields = {
  id: v.pipe(v.string(), v.nonEmpty()),
  name: text,
  location: text,
  tags: v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined),
};

interface CommonRow {
  readonly id: string;
  readonly name?: string | undefined;
  readonly location?: string | undefined;
  readonly tags?: Readonly<Record<string, unknown>> | undefined;
}

/** The fields that all resources share; undefined when the id is not that of a top-level resource. */
export function commonOf(row: CommonRow) {
  const parsed = parseResourceId(row.id);
  if (!parsed.ok) return undefined;
  const { subscriptionId, resourceGroup, name } = parsed.value;
  return {
    id: row.id,
    name: row.name ?? name,
    subscriptionId,
    // Resource Graph lower-cases its own column; the id keeps the spelling of the person who chose it.
    resourceGroup,
    location: (row.location ?? '').replace(/\s+/g, '').toLowerCase(),
    tags: textsOf(row.tags),
  };
}

const textsOf = (tags: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === 'string'));
