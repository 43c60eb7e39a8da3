import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { isRecord } from '../../kernel/isRecord';
import { lookUp } from '../../kernel/lookUp';
import { inside, type Issue, issueOf } from './issues';
import { type About, faulty, readingBy } from './schema';
import { unknownKeyIssues } from './unknownKey';

/** Replaces schemas of members while others have the values in `is`. */
interface Case<E> {
  readonly is: Readonly<Record<string, string>>;
  /** Missing members match too. */
  readonly isDefault?: boolean;
  readonly entries: Readonly<Partial<Record<keyof E & string, v.GenericSchema>>>;
}

interface SectionOptions<E> {
  readonly about: About | undefined;
  /** The first match applies. */
  readonly cases?: readonly Case<E>[];
  /** Error if not an object. */
  readonly noObject?: string;
  /** Error if no member is present. */
  readonly empty?: string;
}

/** `cases` are for the JSON schema. */
export type Section<E extends v.ObjectEntries> = v.StrictObjectSchema<E, undefined> & {
  readonly cases: readonly Case<E>[];
};

/**
 * An object with known keys. If missing, it is read as empty, so that each missing field is reported. Omits members
 * read as `undefined`.
 */
export function section<const E extends v.ObjectEntries>(
  entries: E,
  { about, cases = [], empty, noObject = l10n.t('Write this as an object in braces: { … }.') }: SectionOptions<E>,
): Section<E> {
  const base = Object.entries(entries);
  const byCase = cases.map((each) => ({
    ...each,
    members: base.map(([key, schema]) => [key, lookUp(each.entries, key) ?? schema] as const),
  }));
  const object = readingBy({ ...v.strictObject(entries), cases }, (value, next) => {
    if (value !== undefined && !isRecord(value)) return faulty('invalid', noObject);
    const source = value ?? {};
    const issues: Issue[] = [];
    const found: [string, unknown][] = [];
    for (const [key, schema] of byCase.find((each) => fits(each, source))?.members ?? base) {
      const member = lookUp(source, key);
      if (member === undefined && schema.type === 'exact_optional') continue;
      const read = next(schema, member);
      for (const issue of read.issues ?? []) issues.push(inside(issue, key));
      if (read.value !== undefined) found.push([key, read.value]);
    }
    const isEmpty = base.every(([key]) => lookUp(source, key) === undefined);
    for (const key of Object.keys(source)) {
      if (Object.hasOwn(entries, key)) continue;
      for (const issue of unknownKeyIssues(key, lookUp(source, key))) issues.push(issue);
    }
    if (isEmpty && empty !== undefined) issues.push(issueOf('missing', empty));
    return { value: Object.fromEntries(found), issues };
  });
  return v.pipe(object, v.metadata({ ...about, ...(empty === undefined ? {} : { minProperties: 1 }) }));
}

const fits = ({ is, isDefault = false }: Case<unknown>, source: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(is).every(([key, word]) => {
    const value = lookUp(source, key);
    return value === word || (isDefault && value === undefined);
  });
