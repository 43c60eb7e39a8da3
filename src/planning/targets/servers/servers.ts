import * as l10n from '@vscode/l10n';
import { listOf } from '../../../kernel/text/phrases';
import { machineType } from '../../../kernel/resources';
import { connectionOf, type ServerSite, serversOf, usesGateway } from '../../site';
import type { Expectation, ServersTarget, TargetModule } from '../target';

/** All servers of a site are one target. */
export const servers: TargetModule<ServersTarget> = {
  kind: 'servers',
  targetsIn(site, refs) {
    const [ref] = refs;
    const found = serversOf(site);
    return ref && found ? [{ ref, kind: 'servers', place: site.azure, servers: found }] : [];
  },
  expectations: (target) => expectationsOf(target.servers),
  labels: ({ servers: { servers: each } }) => ({
    title: l10n.t('Servers'),
    summary: listOf(each.os.map((os) => (os === 'linux' ? 'Linux' : 'Windows'))),
  }),
};

function expectationsOf(site: ServerSite): readonly Expectation[] {
  const { azure, servers: described, network } = site;
  const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup}`;
  const [only, ...others] = described.os;
  return (described.machines ?? []).map((name) => ({
    kind: 'machine',
    name,
    resourceId: `${group}/providers/${machineType}/${name}`,
    connection: connectionOf(site),
    ...(usesGateway(site) ? { gateway: site.gateway } : {}),
    // With both systems, the site doesn’t say which machine has which.
    ...(only && others.length === 0 ? { os: only } : {}),
    proxyUrl: network.proxyUrl ?? '',
    ...(described.agentVersion === undefined ? {} : { oldestAgent: described.agentVersion }),
    ...(site.scenarios ? { scenarios: site.scenarios } : {}),
  }));
}
