import * as l10n from '@vscode/l10n';
import { isRecord } from '../../kernel/isRecord';
import { isSecretName } from '../../kernel/secretName';
import { inside, type Issue, issueOf } from './issues';

const secretMessage = l10n.t(
  'Remove this: a site file is shared and committed, so it never holds a secret. The script asks for a service principal’s secret when it runs.',
);

interface Member {
  readonly key: string;
  readonly value: unknown;
  readonly path: string;
}

function membersOf(value: unknown, path: string): Member[] {
  if (!Array.isArray(value) && !isRecord(value)) return [];
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({
    key,
    value: member,
    path: `${path}.${key}`,
  }));
}

/** The key, and secrets in or below it. */
export function unknownKeyIssues(key: string, value: unknown): readonly Issue[] {
  if (isSecretName(key)) return [inside(issueOf('secret', secretMessage), key)];
  const issues = [
    inside(issueOf('unknownKey', l10n.t('A site file has no such key. Correct its spelling, or remove it.')), key),
  ];
  // No recursion: foreign documents can be deep.
  const open = membersOf(value, key);
  for (const next of open) {
    if (isSecretName(next.key)) issues.push(inside(issueOf('secret', secretMessage), next.path));
    // No spread: too many arguments for long lists.
    else for (const member of membersOf(next.value, next.path)) open.push(member);
  }
  return issues;
}
