import type * as v from 'valibot';
import { isBlank } from './blank';

/** `secret`: a key for a secret. `repeated`: a duplicate. */
export const fieldErrorCodes = ['missing', 'invalid', 'unknownKey', 'secret', 'repeated'] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** The message says how to fix it. */
export interface FieldError {
  /** `azure.region`; empty: the whole document. */
  readonly path: string;
  readonly code: FieldErrorCode;
  readonly message: string;
}

export type Issue = v.BaseIssue<unknown>;

/** The code becomes the issue’s type. */
export const issueOf = (code: FieldErrorCode, message: string): Issue => ({
  kind: 'validation',
  type: code,
  input: undefined,
  expected: null,
  received: '',
  message,
});

/** Prefixes the issue’s path (modifies it). The key may be a dotted path. */
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
