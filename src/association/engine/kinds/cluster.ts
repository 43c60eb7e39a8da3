import * as l10n from '@vscode/l10n';
import { clusterFloorsAbove } from '../../../kernel/knowledge/clusterAgentFloors';
import { isAgentVersion } from '../../../kernel/knowledge/agentVersion';
import { type Cluster, nameInId } from '../../../kernel/resources';
import { lookUp } from '../../../kernel/lookUp';
import { type Drift, floorDrift } from './drift';
import type { AssociationKind, RemarkLabels } from './kind';

const remarks: RemarkLabels<Cluster> = {
  'association.ownSideUnknown': ({ before, association }) =>
    association.status === 'read' && before.isEnabled === undefined ? l10n.t('cluster setting unknown') : undefined,
  'association.clusterAgents': () => l10n.t('check its agents'),
  'association.provisionedCluster': ({ resource }) =>
    resource.isProvisioned ? l10n.t('managed by Azure Local') : undefined,
  'association.clusterPrivateLink': ({ resource: { usesPrivateLink, privateLinkScopeId: scope } }) => {
    if (!usesPrivateLink) return undefined;
    return scope === undefined ? l10n.t('private link') : l10n.t`private link scope ${nameInId(scope)}`;
  },
  'association.clusterPrivateLinkUnknown': ({ resource }) =>
    resource.usesPrivateLink === undefined ? l10n.t('private link unknown') : undefined,
  'association.clusterAgentUnknown': ({ resource }) =>
    isAgentVersion(resource.agentVersion) ? undefined : l10n.t('agent unknown'),
};

export const cluster: AssociationKind<Cluster> = {
  load: { servers: 0, clusters: 1, azureLocal: 0 },
  versionNumbers: 3,
  floors: (agentVersion) => clusterFloorsAbove(agentVersion, true),
  remarkLabel: (code, context) => lookUp(remarks, code)?.(context),
  ownSteps(name, { isEnabled: from }, { isEnabled: to = false }) {
    return [
      {
        kind: 'clusterGateway',
        title: to ? l10n.t`Enable the gateway on ${name}` : l10n.t`Disable the gateway on ${name}`,
        effect: to
          ? l10n.t('In Azure, its agents may use the gateway. Whether they do shows only on the cluster.')
          : l10n.t('In Azure, its agents no longer use the gateway. Whether they follow shows only on the cluster.'),
        undo: undoText(from, to),
        ...(from !== undefined && { from }),
        to,
      },
    ];
  },
  drifts({ agentVersion }, { isAssociated, isEnabled }) {
    const ages = isAssociated ? clusterFloorsAbove(agentVersion, true).map(floorDrift) : [];
    return isEnabled === undefined || isEnabled === isAssociated ? ages : [settingDrift(isEnabled), ...ages];
  },
  setting: { read: (api, id, signal) => api.clusterGateway(id, signal) },
};

function undoText(from: boolean | undefined, to: boolean): string {
  if (from !== undefined) {
    return from ? l10n.t('Enable the gateway on the cluster again.') : l10n.t('Disable the gateway on the cluster.');
  }
  return to
    ? l10n.t('Azure doesn’t report the previous setting. Disable the gateway on the cluster.')
    : l10n.t('Azure doesn’t report the previous setting. Enable the gateway on the cluster.');
}

const settingDrift = (isEnabled: boolean): Drift =>
  isEnabled
    ? {
        code: 'drift.enabledNotAssociated',
        severity: 'broken',
        words: l10n.t('enabled, not associated'),
        advice: l10n.t(
          'The gateway is enabled on the cluster, but the cluster is not associated in Azure, so its agents still connect directly. Associate it with a gateway, or disable the gateway on the cluster.',
        ),
      }
    : {
        code: 'drift.associatedNotEnabled',
        severity: 'broken',
        words: l10n.t('gateway not enabled'),
        advice: l10n.t(
          'The cluster is associated in Azure, but the gateway is not enabled on the cluster, so its agents still connect directly. Enable the gateway on the cluster, or detach it.',
        ),
      };
