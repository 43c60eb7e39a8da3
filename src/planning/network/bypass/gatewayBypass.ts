import * as l10n from '@vscode/l10n';
import { isFullPublicName } from '../../../kernel/hostName';
import type { Finding } from '../../../kernel/finding';
import { featureSince, lacksFeature, recommendedAgent } from '../../../kernel/knowledge/agentFeature';
import { pageSource } from '../../../kernel/knowledge/pages';
import { hostMatches } from '../hostPattern';
import type { Bypass, BypassContext } from './bypass';
import { type BypassEntry, bypassEntriesOf } from '../../site';

const { since, source } = featureSince('gatewayBypass');

/** JSON array of host names, for the property `gatewayBypass`. */
export const gatewayBypass = (entries: readonly BypassEntry[], { agentVersion }: BypassContext): Bypass => ({
  text: JSON.stringify(namesOf(entries)),
  findings: [...entries.flatMap((entry) => refusalOf(entry) ?? []), ...versionFindings(agentVersion)],
});

/** Valid entries, lower case, unique. */
export const namesForGateway = (entries: readonly string[]): readonly string[] =>
  namesOf(bypassEntriesOf({ hosts: entries }));

function namesOf(entries: readonly BypassEntry[]): readonly string[] {
  const good = entries.filter((entry) => entry.kind !== 'invalid' && !refusalOf(entry));
  return [...new Set(good.map(({ text }) => text.toLowerCase()))];
}

const finding = (severity: Finding['severity'], path: string, code: string, message: string, fix: string): Finding => ({
  code: `bypass.${code}`,
  severity,
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
      ...finding('error', path, 'gatewayNamesOnly', message, l10n.t('List the hosts by their full names.')),
      source: pageSource('gatewayBypassApi'),
    };
  }
  if (!hostMatches('*.gw.arc.azure.com', text)) return undefined;
  const message = l10n.t`${text} is omitted: traffic to the gateway itself can’t bypass it.`;
  return finding('error', path, 'gatewayItself', message, l10n.t('Remove it.'));
}

/** For unknown versions. */
export const gatewayListNeeds: Finding = finding(
  'info',
  'bypass',
  'gatewayNeedsAgent',
  l10n.t`A gateway’s bypass list needs agent ${since} or newer. Older agents ignore it.`,
  l10n.t`Use agent ${recommendedAgent} or newer.`,
);

function versionFindings(agentVersion: string | undefined): Finding[] {
  if (agentVersion === undefined) return [gatewayListNeeds];
  if (lacksFeature(agentVersion, 'gatewayBypass')) return [{ ...gatewayListNeeds, severity: 'error' }];
  if (!lacksFeature(agentVersion, 'reliableGatewayBypass')) return [];
  const message = l10n.t`Agent ${agentVersion} supports the gateway’s bypass list, but still sends its hosts through the Arc proxy.`;
  return [finding('warning', 'bypass', 'gatewayAgentEarly', message, l10n.t`Use agent ${recommendedAgent} or newer.`)];
}
