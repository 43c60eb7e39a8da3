import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import rows from './data/bypassDialects.json';
import { ipRangeText } from '../../../kernel/text/ipRange';
import { cidrText, octetPatterns } from '../../../kernel/text/ipv4';
import type { Bypass, BypassContext } from './bypass';
import { bypassNotes } from './bypassNotes';
import type { BypassEntry } from '../../site';
import { withoutCovered } from './withoutCovered';

export type Dialect = 'azureLocal' | 'winInet' | 'noProxy' | 'connectedk8s';
type Rules = (typeof rows)[number];

/** More can’t be reviewed. */
const mostPatterns = 64;

interface WrittenEntry {
  readonly texts: readonly string[];
  readonly findings: readonly Finding[];
}

export function dialectBypass(all: readonly BypassEntry[], dialect: Dialect, context: BypassContext): Bypass {
  const rules = rows.find(({ consumer }) => consumer === dialect);
  if (!rules) return { text: '', findings: [] };
  const entries = all.map((entry) => entryOf(entry, rules));
  const texts = withoutCovered(
    rules.always,
    entries.flatMap((entry) => entry.texts),
    rules.domainPrefix,
  );
  return {
    text: texts.join(rules.separator),
    findings: [...entries.flatMap((entry) => entry.findings), ...bypassNotes(all, dialect, context)],
  };
}

function entryOf(entry: BypassEntry, rules: Rules): WrittenEntry {
  switch (entry.kind) {
    case 'invalid':
      return { texts: [], findings: [] };
    case 'local':
      if (rules.shortNames === 'written') return written('<local>');
      return refused(
        entry,
        rules,
        'local',
        l10n.t`${'<local>'} is omitted: it isn’t supported in ${rules.title}.`,
        l10n.t('Use localhost, and list short names individually.'),
      );
    case 'ip':
      return entry.text.includes(':') ? ipv6Entry(entry, rules, entry.text.toLowerCase()) : written(entry.text);
    case 'cidr6':
      return ipv6Entry(entry, rules, ipRangeText(entry.range));
    case 'cidr':
      return rules.subnets === 'cidr' ? written(cidrText(entry.range)) : patterns(entry, rules);
    case 'host':
      return hostEntry(entry, rules);
    case 'domain':
      return domainEntry(entry, rules);
  }
}

const written = (...texts: string[]): WrittenEntry => ({ texts, findings: [] });

const finding = (
  { source, asOf }: Pick<Rules, 'source' | 'asOf'>,
  severity: Finding['severity'],
  path: string,
  code: string,
  message: string,
  fix: string,
): Finding => ({ code: `bypass.${code}`, severity, path, message, fix, source: `${source} (${asOf})` });

const refused = ({ path }: BypassEntry, rules: Rules, code: string, message: string, fix: string): WrittenEntry => ({
  texts: [],
  findings: [finding(rules, 'error', path, code, message, fix)],
});

const ipv6Entry = (entry: BypassEntry, rules: Rules, text: string): WrittenEntry =>
  rules.subnets === 'cidr'
    ? written(text)
    : refused(
        entry,
        rules,
        'ipv6',
        l10n.t`${entry.text} is omitted: ${rules.title} takes only IPv4 addresses.`,
        l10n.t('List the host by its name instead.'),
      );

function patterns(entry: Extract<BypassEntry, { kind: 'cidr' }>, rules: Rules): WrittenEntry {
  const list = octetPatterns(entry.range);
  if (list.length <= mostPatterns) return written(...list);
  const message = l10n.t`${entry.text} is omitted: ${rules.title} doesn’t support CIDR notation, so it would need ${list.length} entries.`;
  const prefix = entry.range.prefix - 1;
  const wider = cidrText({ base: entry.range.base - (entry.range.base % 2 ** (32 - prefix)), prefix });
  return refused(
    entry,
    rules,
    'tooMany',
    message,
    l10n.t`Enter ${wider} if all of it may bypass the proxy, or only the addresses in use.`,
  );
}

const isClusterName = (name: string): boolean => /(^|\.)svc(\.|$)/i.test(name);

const clusterRefusal = (entry: BypassEntry, rules: Rules): WrittenEntry =>
  refused(
    entry,
    rules,
    'clusterName',
    l10n.t`${entry.text} is omitted: it is a name within a cluster, which ${rules.title} must not contain.`,
    l10n.t('Use it in NO_PROXY or --proxy-skip-range instead.'),
  );

function hostEntry(entry: BypassEntry, rules: Rules): WrittenEntry {
  if (rules.clusterNames === 'forbidden' && isClusterName(entry.text)) return clusterRefusal(entry, rules);
  if (rules.domainPrefix === '*.' || !entry.text.includes('.')) return written(entry.text);
  return {
    texts: [entry.text],
    findings: [
      finding(
        rules,
        'info',
        entry.path,
        'hostIncludesSubdomains',
        l10n.t`In ${rules.title}, ${entry.text} also includes all its subdomains.`,
        l10n.t('If one of them has to use the proxy, remove this host. Otherwise, do nothing.'),
      ),
    ],
  };
}

function domainEntry(entry: BypassEntry, rules: Rules): WrittenEntry {
  if (rules.clusterNames === 'forbidden' && isClusterName(entry.text)) return clusterRefusal(entry, rules);
  if (rules.consumer === 'azureLocal' && /(^|\.)azurecr\.io$/i.test(entry.text)) {
    return refused(
      entry,
      rules,
      'registryWildcard',
      l10n.t`*.azurecr.io is omitted: ${rules.title} doesn’t allow it.`,
      l10n.t('List the registries by name.'),
    );
  }
  return written(`${rules.domainPrefix}${entry.text}`);
}
