import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { isFullPublicName } from '../../../kernel/hostName';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { pageSource } from '../../../kernel/knowledge/pages';
import { type BypassEntry, bypassEntriesOf } from '../../site';
import { hostMatches } from '../../../kernel/hostPattern';
import { entryFindings } from './entryFindings';

const { source } = featureSince('gatewayBypass');

const refusal = (path: string, code: string, message: string, fix: string): Finding => ({
  code: `bypass.${code}`,
  severity: 'error',
  path,
  message,
  fix,
  source,
});

/** Why the list can’t hold a name or address. */
export function refusalOf({ kind, text, path }: BypassEntry): Finding | undefined {
  if (kind === 'invalid') return undefined;
  if (kind !== 'host' || !isFullPublicName(text)) {
    const message = l10n.t`${text} is omitted: the gateway’s bypass list takes only full DNS host names.`;
    return {
      ...refusal(path, 'gatewayNamesOnly', message, l10n.t('List the hosts by their full names.')),
      source: pageSource('gatewayBypassApi'),
    };
  }
  if (!hostMatches('*.gw.arc.azure.com', text)) return undefined;
  const message = l10n.t`${text} is omitted: traffic to the gateway itself can’t bypass it.`;
  return refusal(path, 'gatewayItself', message, l10n.t('Remove it.'));
}

const fullName = l10n.t`Enter a full host name without scheme, port, or wildcard, for example ${'app.contoso.com'}.`;

export const invalidForGateway = (entry: BypassEntry): Finding[] => entryFindings(entry, { source, fix: fullName });

export interface LeftOutEntry {
  /** In the list. */
  readonly index: number;
  readonly finding: Finding;
}

/** Invalid entries first. */
export function leftOutByGateway(entries: readonly string[]): readonly LeftOutEntry[] {
  const all = bypassEntriesOf({ hosts: entries }).map((entry, index) => ({ entry, index }));
  return [
    ...all.flatMap(({ entry, index }) => invalidForGateway(entry).map((finding) => ({ index, finding }))),
    ...all.flatMap(({ entry, index }) => {
      const finding = refusalOf(entry);
      return finding ? [{ index, finding }] : [];
    }),
  ];
}
