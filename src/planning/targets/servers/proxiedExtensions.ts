import { lacksFeature } from '../../../kernel/knowledge/agentFeature';
import { type ServerSite, usesGateway } from '../../site';
import facts from './data/extensionProxy.json';

const proxied = ['azureMonitor', 'defender'] as const;
export type ProxiedExtension = (typeof proxied)[number];

export const extensionProxySource = `${facts.source} (${facts.asOf})`;

/**
 * Extensions that may bypass the gateway on Linux: with agents before the Arc proxy always ran, they don’t find it. An
 * unknown version may be such an agent.
 */
export function extensionsWithoutProxy(site: ServerSite): readonly ProxiedExtension[] {
  const {
    scenarios = [],
    servers: { os, agentVersion },
  } = site;
  const isNew = agentVersion !== undefined && !lacksFeature(agentVersion, 'automaticGateway');
  if (!usesGateway(site) || !os.includes('linux') || isNew) return [];
  return proxied.filter((each) => scenarios.includes(each));
}
