import * as l10n from '@vscode/l10n';
import { associationOf, findResource, type Inventory } from '../../../kernel/inventory';
import type { ClusterRef } from '../../../kernel/kubectl';
import { clusterFeatures } from '../../../planning/site';
import { agentRouting } from '../../../planning/targets/clusters';
import type { KnownNetwork } from '../knownNetwork';

/** What the log of a cluster’s Arc proxy is compared with: its region and gateway in Azure, with all features. */
export function networkOf(inventory: Inventory | undefined, { resourceId, name }: ClusterRef): KnownNetwork {
  const cluster = inventory && findResource(inventory, resourceId);
  const association = inventory && associationOf(inventory, { id: resourceId });
  const gatewayId = association?.status === 'read' ? association.gatewayId : undefined;
  const gateway = inventory && gatewayId !== undefined ? findResource(inventory, gatewayId) : undefined;
  const isDirect = association?.status === 'read' && gatewayId === undefined;
  const routing = agentRouting({
    mode: isDirect ? 'direct' : 'gateway',
    region: cluster?.location ?? '',
    features: clusterFeatures,
    ...(gateway?.kind === 'gateway' && gateway.endpoint !== undefined && { gatewayEndpoint: gateway.endpoint }),
  });
  const remark = isDirect
    ? l10n.t`Azure associates ${name} with no gateway. The hosts are described for a cluster without one, with all features.`
    : l10n.t`The hosts are described for a cluster behind ${gateway?.name ?? l10n.t('any gateway')}, with all features.`;
  return { routing, remark };
}
