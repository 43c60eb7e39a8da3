import { floorsAbove } from '../../../kernel/knowledge/agentFloors';
import { isAgentVersion } from '../../../kernel/knowledge/agentVersion';
import { type Cluster, nameInId } from '../../../kernel/resources';
import { directClusterEndpoints } from '../../../planning/targets/clusters';
import { lookUp } from '../../../kernel/lookUp';
import { type Drift, floorDrift } from './drift';
import type { AssociationKind, RemarkLabels } from './kind';

const remarks: RemarkLabels<Cluster> = {
  'association.ownSideUnknown': ({ before, association }) =>
    association.status === 'read' && before.isEnabled === undefined ? 'cluster does not say' : undefined,
  'association.provisionedCluster': ({ resource }) => (resource.isProvisioned ? 'managed by Azure Local' : undefined),
  'association.clusterPrivateLink': ({ resource: { usesPrivateLink, privateLinkScopeId: scope } }) =>
    usesPrivateLink ? `private link${scope === undefined ? '' : ` scope ${nameInId(scope)}`}` : undefined,
  'association.clusterPrivateLinkUnknown': ({ resource }) =>
    resource.usesPrivateLink === undefined ? 'private link unknown' : undefined,
  'association.clusterAgentUnknown': ({ resource }) =>
    isAgentVersion(resource.agentVersion) ? undefined : 'agent unknown',
};

export const cluster: AssociationKind<Cluster> = {
  load: { servers: 0, clusters: 1, azureLocal: 0 },
  versionNumbers: 3,
  remarkLabel: (code, context) => lookUp(remarks, code)?.(context),
  directEndpoints: ({ location }) => directClusterEndpoints(location),
  ownSteps(name, { isEnabled: from }, { isEnabled: to = false }) {
    const undoing = from ? 'Tell it to use a gateway again.' : 'Tell it to use none.';
    return [
      {
        kind: 'clusterGateway',
        title: to ? `Tell ${name} to use its gateway` : `Tell ${name} to stop using a gateway`,
        effect: to ? 'Its agents turn to the gateway.' : 'Its agents go to Azure directly.',
        undo:
          from === undefined
            ? `Azure did not say what it was before; to undo, tell it to use ${to ? 'none' : 'a gateway'}.`
            : undoing,
        ...(from !== undefined && { from }),
        to,
      },
    ];
  },
  drifts({ agentVersion }, { isAssociated, isEnabled }) {
    const ages = isAssociated ? floorsAbove('cluster', agentVersion, true).map(floorDrift) : [];
    return isEnabled === undefined || isEnabled === isAssociated ? ages : [settingDrift(isEnabled), ...ages];
  },
  setting: { read: (api, id, signal) => api.clusterGateway(id, signal) },
};

const settingDrift = (isEnabled: boolean): Drift =>
  isEnabled
    ? {
        code: 'drift.enabledNotAssociated',
        severity: 'broken',
        words: 'gateway enabled but not associated',
        advice:
          'The cluster says that its gateway is enabled, but Azure knows of no association: its agents still go out directly. Associate it with a gateway, or turn the gateway off on the cluster.',
      }
    : {
        code: 'drift.associatedNotEnabled',
        severity: 'broken',
        words: 'associated but gateway not enabled',
        advice:
          'Azure knows of the association, but the cluster says that its gateway is not enabled: its agents still go out directly. Enable the gateway on the cluster, or detach it.',
      };
