import type { CheckVerdict } from '../checkResult';
import type { StateInAzure } from '../expectations';
import { skipped, unknown } from '../verdicts';
import type { VerifiedKind } from './kind';

export const cluster: VerifiedKind = {
  isAsked: false,
  causeOfState: () => '',
  azureChecks: (azure) => [['cluster.gatewayEnabled', bothSides(azure)]],
  agentChecks: () => [],
};

function bothSides(azure: StateInAzure | undefined): CheckVerdict {
  const expected = 'both sides say the same';
  if (azure === undefined) return skipped(expected, undefined);
  const own = ownWords(azure);
  if (azure.association === undefined) return unknown(expected, `${own}, the association could not be read`);
  const isAssociated = azure.association.gatewayId !== undefined;
  const observed = `${own}, Azure says ${isAssociated ? 'associated' : 'not associated'}`;
  // Not reported, which is expected without an association.
  if (azure.gatewayEnabled === undefined) {
    return isAssociated ? unknown(expected, observed, 'notReported') : skipped(expected, observed);
  }
  const why = azure.gatewayEnabled ? '' : 'off';
  return { outcome: azure.gatewayEnabled === isAssociated ? 'passed' : 'failed', expected, observed, why };
}

function ownWords({ gatewayEnabled }: StateInAzure): string {
  if (gatewayEnabled === undefined) return 'Azure does not say what the cluster was told';
  return gatewayEnabled ? 'the cluster says enabled' : 'the cluster says not enabled';
}
