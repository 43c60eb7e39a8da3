import * as l10n from '@vscode/l10n';
import { displayDistribution } from '../../kernel/knowledge/distributions';
import { systemNames } from '../../kernel/knowledge/operatingSystems';
import type { ArcResource, ResourceByKind, ResourceKind } from '../../kernel/resources';
import { stateWords } from './stateWords';
import { timeText } from '../../kernel/text/timeText';

export type TooltipFact = readonly [name: string, value: string | undefined];

export interface TreeKind<R extends ArcResource = ArcResource> {
  readonly label: string;
  readonly plural: string;
  readonly problem: string;
  readonly icon: string;
  facts(resource: R): readonly TooltipFact[];
  /** Besides name, resource group, location, and tags. */
  searched(resource: R): readonly (string | undefined)[];
  platform?(resource: R): string | undefined;
  /** ISO 8601: when its state became what it is. */
  since?(resource: R): string | undefined;
}

const yesOrNo = (value: boolean): string => (value ? l10n.t('yes') : l10n.t('no'));

const kinds: { readonly [K in ResourceKind]: TreeKind<ResourceByKind[K]> } = {
  gateway: {
    label: l10n.t('Gateway'),
    plural: l10n.t('Gateways'),
    problem: l10n.t('Gateways could not be loaded'),
    icon: 'cloud',
    facts: ({ state, endpoint }) => [
      [l10n.t('State'), stateWords(state).words],
      [l10n.t('URL'), endpoint && `https://${endpoint}`],
    ],
    searched: ({ state, endpoint }) => [state, endpoint],
  },
  machine: {
    label: l10n.t('Machine'),
    plural: l10n.t('Machines'),
    problem: l10n.t('Machines could not be loaded'),
    icon: 'vm',
    facts: ({ status, lastStatusChange, osName, os, agentVersion, privateLinkScopeId, ...machine }) => [
      [l10n.t('Status'), stateWords(status).words],
      [l10n.t('Reason'), machine.statusReason],
      [l10n.t('Since'), lastStatusChange && timeText(lastStatusChange)],
      [l10n.t('Operating system'), osName ?? os],
      [l10n.t('Agent'), agentVersion],
      [
        l10n.t('Automatic upgrade'),
        machine.automaticUpgrade === undefined ? undefined : yesOrNo(machine.automaticUpgrade),
      ],
      [l10n.t('Upgrade to'), machine.desiredAgentVersion],
      [l10n.t('Last upgrade'), machine.lastUpgrade],
      [l10n.t('Addresses'), machine.addresses],
      [l10n.t('Private link scope'), privateLinkScopeId],
    ],
    searched: ({ status, statusReason, os, osName, agentVersion, addresses }) => [
      status,
      statusReason,
      os,
      osName,
      agentVersion,
      addresses,
    ],
    platform: ({ osName, os }) => osName ?? (os && systemNames[os]),
    since: ({ lastStatusChange }) => lastStatusChange,
  },
  cluster: {
    label: l10n.t('Cluster'),
    plural: l10n.t('Clusters'),
    problem: l10n.t('Clusters could not be loaded'),
    icon: 'server-environment',
    facts: ({ connectivity, distribution, kubernetesVersion, agentVersion, privateLinkScopeId }) => [
      [l10n.t('Connectivity'), stateWords(connectivity).words],
      [l10n.t('Distribution'), distribution],
      [l10n.t('Kubernetes'), kubernetesVersion],
      [l10n.t('Agents'), agentVersion],
      [l10n.t('Private link scope'), privateLinkScopeId],
    ],
    searched: ({ connectivity, distribution, agentVersion }) => [connectivity, distribution, agentVersion],
    platform: ({ distribution }) => distribution && displayDistribution(distribution),
  },
  azureLocal: {
    label: l10n.t('Azure Local instance'),
    plural: l10n.t('Azure Local instances'),
    problem: l10n.t('Azure Local instances could not be loaded'),
    icon: 'server',
    facts: ({ status }) => [[l10n.t('Status'), stateWords(status).words]],
    searched: ({ status }) => [status],
  },
};

export const treeKind = (kind: ResourceKind): TreeKind => kinds[kind];
