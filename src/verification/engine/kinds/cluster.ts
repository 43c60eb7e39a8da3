import type { CheckVerdict, ComparedItem } from '../checkResult';
import { clusterChecks, clusterNotAsked } from '../cluster/clusterChecks';
import type { StateInAzure } from '../expectations';
import { coded, compared, isSame, skipped } from '../verdicts';
import type { VerifiedKind } from './kind';

export const cluster: VerifiedKind = {
  askedBy: 'kubectl',
  reader: 'readCluster',
  causeOfState: (state) => `cluster${['Expired', 'AgentNotInstalled'].find((each) => isSame(each, state)) ?? ''}`,
  azureChecks: (azure) => [['cluster.gatewayEnabled', bothSides(azure)]],
  agentChecks: (expectations, observed, now) =>
    'cluster' in observed ? clusterChecks(expectations, observed.cluster, now) : clusterNotAsked,
};

function bothSides(azure: StateInAzure | undefined): CheckVerdict {
  if (azure === undefined) return skipped(coded('sameOnBothSides'), undefined);
  const { association, gatewayEnabled } = azure;
  const expected = [{ value: coded('sameOnBothSides') }];
  const observed = [clusterSide(azure), azureSide(azure)];
  if (association === undefined) return compared('unknown', expected, observed);
  const isAssociated = association.gatewayId !== undefined;
  // Not reported, which is expected without an association.
  if (gatewayEnabled === undefined) {
    return isAssociated
      ? compared('unknown', expected, observed, 'notReported')
      : compared('skipped', expected, observed);
  }
  return compared(
    gatewayEnabled === isAssociated ? 'passed' : 'failed',
    expected,
    observed,
    gatewayEnabled ? '' : 'off',
  );
}

function clusterSide({ gatewayEnabled }: StateInAzure): ComparedItem {
  if (gatewayEnabled === undefined) return { value: coded('clusterNotReported') };
  return { value: coded(gatewayEnabled ? 'clusterEnabled' : 'clusterNotEnabled') };
}

function azureSide({ association }: StateInAzure): ComparedItem {
  if (association === undefined) return { value: coded('associationUnread') };
  return { value: coded(association.gatewayId === undefined ? 'notAssociated' : 'associated') };
}
