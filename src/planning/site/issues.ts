import type * as v from 'valibot';
import { isBlank } from './blank';

/** A value that is not there yet, one that cannot be used, a key that is not known or holds a secret, one that stands twice. */
export const fieldErrorCodes = ['missing', 'invalid', 'unknownKey', 'secret', 'repeated'] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** What is wrong with one field, and how to put it right. */
export interface FieldError {
  /** Dotted path in the document, `azure.region`; empty for the document as a whole. */
  readonly path: string;
  readonly code: FieldErrorCode;
  readonly message: string;
}

export type Issue = v.BaseIssue<unknown>;

/** The type of an issue of ours is its code. */
export const issueOf = (code: FieldErrorCode, message: string): Issue => ({
  kind: 'validation',
  type: code,
  input: undefined,
  expected: null,
  received: '',
  message,
});

/** Makes the issue of a member one of what holds it, and gives it. The key may be a dotted path. */
export function inside(issue: Issue, key: string): Issue {
  const item = { type: 'unknown', origin: 'value', input: undefined, key, value: undefined } as const;
  const path: [v.IssuePathItem, ...v.IssuePathItem[]] = issue.path ? [item, ...issue.path] : [item];
  return Object.assign(issue, { path });
}

export const fieldErrorOf = (issue: Issue): FieldError => ({
  path: dotted(issue.path ?? []),
  code: codeOf(issue),
  message: issue.message,
});

const dotted = ([first, ...rest]: readonly v.IssuePathItem[]): string =>
  first === undefined ? '' : rest.reduce((path, { key }) => `${path}.${String(key)}`, String(first.key));

function codeOf({ type, input }: Pick<Issue, 'type' | 'input'>): FieldErrorCode {
  const own = fieldErrorCodes.find((code) => code === type);
  return own ?? (type === 'picklist' && isBlank(input) ? 'missing' : 'invalid');
}
