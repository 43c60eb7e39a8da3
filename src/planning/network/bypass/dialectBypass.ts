import type { Finding } from '../../../kernel/finding';
import rows from '../data/bypassDialects.json';
import { cidrText, octetPatterns } from '../../../kernel/text/ipv4';
import type { Bypass, BypassContext } from './bypass';
import { bypassNotes } from './bypassNotes';
import type { BypassEntry } from '../../site';

export type Dialect = 'azureLocal' | 'winInet' | 'noProxy' | 'connectedk8s';
type Rules = (typeof rows)[number];

/** Beyond this many patterns for one range a list is no longer one that a person can check. */
const mostPatterns = 64;

interface Entry {
  readonly texts: readonly string[];
  readonly findings: readonly Finding[];
}

export function dialectBypass(wishes: readonly BypassEntry[], dialect: Dialect, context: BypassContext): Bypass {
  const rules = rows.find(({ consumer }) => consumer === dialect);
  if (!rules) return { text: '', findings: [] };
  const entries = wishes.map((wish) => entryOf(wish, rules));
  const texts = new Set([...rules.always, ...entries.flatMap((entry) => entry.texts)]);
  return {
    text: [...texts].join(rules.separator),
    findings: [...entries.flatMap((entry) => entry.findings), ...bypassNotes(wishes, dialect, context)],
  };
}

function entryOf(wish: BypassEntry, rules: Rules): Entry {
  switch (wish.kind) {
    case 'invalid':
      return { texts: [], findings: [] };
    case 'local':
      return refused(
        wish,
        rules,
        'local',
        `${rules.title} does not know <local>.`,
        'Use localhost, and list short names one by one.',
      );
    case 'ip':
      return said(wish.text);
    case 'cidr':
      return rules.subnets === 'cidr' ? said(cidrText(wish.range)) : patterns(wish, rules);
    case 'host':
      return hostEntry(wish, rules);
    case 'domain':
      return domainEntry(wish, rules);
  }
}

const said = (...texts: string[]): Entry => ({ texts, findings: [] });

const finding = (
  { source, asOf }: Pick<Rules, 'source' | 'asOf'>,
  severity: Finding['severity'],
  path: string,
  code: string,
  message: string,
  fix: string,
): Finding => ({ code: `bypass.${code}`, severity, path, message, fix, source: `${source} (${asOf})` });

const refused = ({ path }: BypassEntry, rules: Rules, code: string, message: string, fix: string): Entry => ({
  texts: [],
  findings: [finding(rules, 'error', path, code, `Left out: ${message}`, fix)],
});

function patterns(wish: Extract<BypassEntry, { kind: 'cidr' }>, rules: Rules): Entry {
  const list = octetPatterns(wish.range);
  if (list.length <= mostPatterns) return said(...list);
  const message = `${wish.text} would take ${list.length} entries, because ${rules.title} knows no CIDR.`;
  const prefix = wish.range.prefix - 1;
  const wider = cidrText({ base: wish.range.base - (wish.range.base % 2 ** (32 - prefix)), prefix });
  return refused(
    wish,
    rules,
    'tooMany',
    message,
    `Write ${wider} if all of that may be bypassed, or only the addresses in use.`,
  );
}

const isClusterName = (name: string): boolean => /(^|\.)svc(\.|$)/i.test(name);

const clusterRefusal = (wish: BypassEntry, rules: Rules): Entry =>
  refused(
    wish,
    rules,
    'clusterName',
    `${wish.text} is a name inside a cluster, and ${rules.title} must not hold .svc.`,
    'Give it to NO_PROXY or --proxy-skip-range instead.',
  );

function hostEntry(wish: BypassEntry, rules: Rules): Entry {
  if (rules.clusterNames === 'forbidden' && isClusterName(wish.text)) return clusterRefusal(wish, rules);
  if (rules.domainPrefix === '*.' || !wish.text.includes('.')) return said(wish.text);
  return {
    texts: [wish.text],
    findings: [
      finding(
        rules,
        'info',
        wish.path,
        'hostIncludesSubdomains',
        `${wish.text} also stands for all its sub-domains in ${rules.title}.`,
        'Nothing to do unless one of them has to use the proxy.',
      ),
    ],
  };
}

function domainEntry(wish: BypassEntry, rules: Rules): Entry {
  if (rules.clusterNames === 'forbidden' && isClusterName(wish.text)) return clusterRefusal(wish, rules);
  if (rules.consumer === 'azureLocal' && /(^|\.)azurecr\.io$/i.test(wish.text)) {
    return refused(
      wish,
      rules,
      'registryWildcard',
      '*.azurecr.io is not allowed there.',
      'List the registries by name.',
    );
  }
  return said(`${rules.domainPrefix}${wish.text}`);
}
