import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { isRecord } from '../../kernel/isRecord';
import { lookUp } from '../../kernel/lookUp';
import { inside, type Issue, issueOf } from './issues';
import { faulty, readingBy } from './schema';

/** Limit of `azcmagent connect --tags`; Azure allows 50. */
const maximumTags = 15;
/** Characters. */
const longestName = 512;
const longestValue = 256;

// Control characters end script lines, lone surrogates can’t be encoded, and direction marks make a script misleading.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unprintableMessage = l10n.t('Remove the line break or other invisible character.');

function problemOfName(name: string): string | undefined {
  if (name.trim() === '') return l10n.t('A tag needs a name.');
  if ([...name].length > longestName) return l10n.t`A tag’s name has at most ${longestName} characters.`;
  if (unprintable.test(name)) return unprintableMessage;
  return /[<>%&\\?/]/.test(name) ? l10n.t('A tag’s name cannot contain any of < > % & \\ ? /') : undefined;
}

function problemOfValue(value: unknown): string | undefined {
  if (typeof value !== 'string') return l10n.t('Write a tag’s value as text in double quotes.');
  if ([...value].length > longestValue) return l10n.t`A tag’s value has at most ${longestValue} characters.`;
  return unprintable.test(value) ? unprintableMessage : undefined;
}

/** Undefined if valid. */
export const tagProblem = (name: string, value: unknown): string | undefined =>
  problemOfName(name) ?? problemOfValue(value);

const invisible = unprintable.source.slice(1, -1);

const record = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.metadata({ minLength: 1, maxLength: longestName, pattern: String.raw`^(?=.*\S)[^<>%&\\?\/${invisible}]+$` }),
    ),
    v.pipe(
      v.string(),
      v.metadata({
        maxLength: longestValue,
        pattern: `^[^${invisible}]*$`,
        patternErrorMessage: unprintableMessage,
      }),
    ),
  ),
  v.metadata({
    maxProperties: maximumTags,
    title: 'Tags',
    description: 'Tags of the machines, name to value. They are plain text: no secrets, no personal data.',
  }),
);

function issueOfTag(name: string, value: unknown, taken: Set<string>): Issue | undefined {
  const problem = tagProblem(name, value);
  if (problem !== undefined) return issueOf('invalid', problem);
  const key = name.toLowerCase();
  if (taken.has(key))
    return issueOf('repeated', l10n.t('Azure takes this for the same tag as another that differs only in case.'));
  taken.add(key);
  return undefined;
}

/** Optional. */
export const tags = v.optional(
  readingBy(record, (value) => {
    if (!isRecord(value))
      return faulty('invalid', l10n.t('Write the tags as an object in braces: { "site": "Berlin" }.'));
    const names = Object.keys(value);
    const tooMany = l10n.t`The agent sets at most ${maximumTags} tags when it connects; this file has ${names.length}.`;
    const issues = names.length > maximumTags ? [issueOf('invalid', tooMany)] : [];
    const taken = new Set<string>();
    for (const name of names) {
      const issue = issueOfTag(name, lookUp(value, name), taken);
      if (issue) issues.push(inside(issue, name));
    }
    return { value: Object.fromEntries(Object.entries(value)), issues };
  }),
  {},
);
