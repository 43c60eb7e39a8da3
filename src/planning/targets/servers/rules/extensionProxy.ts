import * as l10n from '@vscode/l10n';
import { featureSince } from '../../../../kernel/knowledge/agentFeature';
import { listOf, translated } from '../../../../kernel/text/phrases';
import type { Rule } from '../../../rules';
import { scenarios, type ServerSite } from '../../../site';
import { extensionProxySource, type ProxiedExtension, extensionsWithoutProxy } from '../proxiedExtensions';

const titleOf = (extension: ProxiedExtension): string =>
  translated(scenarios.find(({ id }) => id === extension)?.title ?? extension);

const { since } = featureSince('automaticGateway');

// New servers get the newest agent.
const severityOf = ({ servers: { state, agentVersion } }: ServerSite): 'info' | 'warning' =>
  state === 'connected' || agentVersion !== undefined ? 'warning' : 'info';

export const linuxExtensionProxy: Rule<ServerSite> = (site) => {
  const names = listOf(extensionsWithoutProxy(site).map(titleOf));
  if (names === '') return [];
  return [
    {
      code: 'extensions.linuxProxy',
      severity: severityOf(site),
      path: 'targets.servers.agentVersion',
      message: l10n.t`On Linux servers with an agent before ${since}, ${names} may bypass the gateway unless the Arc proxy is set for it.`,
      fix: l10n.t`Upgrade the agents, or set the Arc proxy for it as the next steps say. If all agents are newer, enter the version of the oldest one.`,
      source: extensionProxySource,
    },
  ];
};
