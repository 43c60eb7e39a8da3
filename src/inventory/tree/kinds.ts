import { systemNames } from '../../kernel/knowledge/operatingSystems';
import type { ArcResource, ResourceByKind, ResourceKind } from '../../kernel/resources';
import { timeText } from './timeText';

export type TooltipFact = readonly [name: string, value: string | undefined];

/** How one kind of resource is shown in the tree. */
export interface TreeKind<R extends ArcResource = ArcResource> {
  readonly label: string;
  readonly plural: string;
  readonly icon: string;
  /** What its tooltip says beyond what that of every resource says. */
  facts(resource: R): readonly TooltipFact[];
  /** What a filter looks through, beside its name, place and tags. */
  searched(resource: R): readonly (string | undefined)[];
  /** What it runs on, in a word or two. */
  platform?(resource: R): string | undefined;
}

const kinds: { readonly [K in ResourceKind]: TreeKind<ResourceByKind[K]> } = {
  gateway: {
    label: 'Gateway',
    plural: 'Gateways',
    icon: 'cloud',
    facts: ({ state, endpoint }) => [
      ['State', state],
      ['URL', endpoint && `https://${endpoint}`],
    ],
    searched: ({ state, endpoint }) => [state, endpoint],
  },
  machine: {
    label: 'Machine',
    plural: 'Machines',
    icon: 'vm',
    facts: ({ status, lastStatusChange, osName, os, agentVersion, privateLinkScopeId }) => [
      ['Status', status],
      ['Since', lastStatusChange && timeText(lastStatusChange)],
      ['Operating system', osName ?? os],
      ['Agent', agentVersion],
      ['Private link scope', privateLinkScopeId],
    ],
    searched: ({ status, os, osName, agentVersion }) => [status, os, osName, agentVersion],
    platform: ({ osName, os }) => osName ?? (os && systemNames[os]),
  },
  cluster: {
    label: 'Cluster',
    plural: 'Clusters',
    icon: 'server-environment',
    facts: ({ connectivity, distribution, kubernetesVersion, agentVersion, privateLinkScopeId }) => [
      ['Connectivity', connectivity],
      ['Distribution', distribution],
      ['Kubernetes', kubernetesVersion],
      ['Agents', agentVersion],
      ['Private link scope', privateLinkScopeId],
    ],
    searched: ({ connectivity, distribution, agentVersion }) => [connectivity, distribution, agentVersion],
    platform: ({ distribution }) => distribution,
  },
  azureLocal: {
    label: 'Azure Local instance',
    plural: 'Azure Local instances',
    icon: 'server',
    facts: ({ status }) => [['Status', status]],
    searched: ({ status }) => [status],
  },
};

export const treeKind = (kind: ResourceKind): TreeKind => kinds[kind];
