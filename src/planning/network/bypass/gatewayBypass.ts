import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../kernel/finding';
import { featureSince, lacksFeature, recommendedAgent } from '../../../kernel/knowledge/agentFeature';
import type { Bypass, BypassContext } from './bypass';
import { refusalOf } from './leftOut';
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
