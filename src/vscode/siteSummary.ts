import * as l10n from '@vscode/l10n';
import type { Finding } from '../kernel/finding';
import { nameInId } from '../kernel/resources';
import { plural } from '../kernel/text/phrases';
import { checkSite } from '../planning';
import { type Connection, connectionOf, parseProxyUrl, type Site } from '../planning/site';
import { readSiteText } from './readDocument';

export interface SiteFinding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly fix?: string;
}

/** What a list of sites says of one. */
export interface SiteSummary {
  /** Why it is not a site at all; a sentence. */
  readonly unreadable?: string;
  /** Errors first. */
  readonly findings: readonly SiteFinding[];
  /** How it reaches Azure: `gw-hub-weu · proxy.contoso.com:8080`; empty if that is not decided. */
  readonly route: string;
  /** The problem in two or three words, then the route; or why it is not a site. */
  readonly words: string;
}

type Content = Omit<SiteSummary, 'words'>;

/** Of the text alone: nothing is asked of Azure. */
export function summarizeSite(text: string): SiteSummary {
  const content = contentOf(text);
  return { ...content, words: summaryWords(content) };
}

function contentOf(text: string): Content {
  const read = readSiteText(text);
  if ('unreadable' in read) return { unreadable: read.unreadable, findings: [], route: '' };
  const { site, errors, unread } = read;
  const ofFields = errors.map(({ message }): SiteFinding => ({ severity: 'error', message }));
  if (!site || Object.keys(site.targets).length === 0) return { findings: ofFields, route: '' };
  return { findings: [...ofFields, ...checkSite(site, {}, unread).flatMap(findingOf)], route: routeOf(site) };
}

const findingOf = ({ severity, message, fix }: Finding): readonly SiteFinding[] =>
  severity === 'error' || severity === 'warning' ? [{ severity, message, ...(fix !== undefined && { fix }) }] : [];

const connectionWords: Readonly<Record<Exclude<Connection, 'gateway'>, string>> = {
  direct: l10n.t('direct, no gateway'),
  privateLink: l10n.t('private link'),
};

function routeOf(site: Site): string {
  const connection = connectionOf(site);
  const gateway = site.gateway && nameInId(site.gateway.id);
  const proxy = site.network.proxyUrl === undefined ? undefined : parseProxyUrl(site.network.proxyUrl);
  const parts = [
    connection === 'gateway' ? gateway : connectionWords[connection],
    proxy?.ok ? [proxy.value.host, proxy.value.port].filter(Boolean).join(':') : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function summaryWords({ unreadable, findings, route }: Content): string {
  if (unreadable !== undefined) return unreadable;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const problem =
    errors > 0
      ? plural(errors, { one: l10n.t('1 error'), other: l10n.t`${errors} errors` })
      : warnings > 0
        ? plural(warnings, { one: l10n.t('1 warning'), other: l10n.t`${warnings} warnings` })
        : undefined;
  return [problem, route].filter(Boolean).join(' · ');
}
