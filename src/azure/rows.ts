import * as v from 'valibot';
import { parseResourceId } from '../kernel/resources';

/** Includes line ends of terminals and editors. */
const lineEnds = /[\r\n\v\f\u0085\u2028\u2029]+/g;

/** Undefined unless a nonempty string. Single line, so external text can't imitate ours. */
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

export const flag = v.fallback(v.optional(v.boolean()), undefined);

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

/** Undefined unless the ID is a top-level resource's. */
export function commonOf(row: CommonRow) {
  const parsed = parseResourceId(row.id);
  if (!parsed.ok) return undefined;
  const { subscriptionId, resourceGroup, name } = parsed.value;
  return {
    id: row.id,
    name: row.name ?? name,
    subscriptionId,
    // Resource Graph lowercases its own column; the ID keeps the case.
    resourceGroup,
    location: (row.location ?? '').replace(/\s+/g, '').toLowerCase(),
    tags: textsOf(row.tags),
  };
}

const textsOf = (tags: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === 'string'));
