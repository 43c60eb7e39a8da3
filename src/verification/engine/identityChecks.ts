import { sameResource } from '../../kernel/resources';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import type { AgentShowOutput } from './agentShowOutput';
import { coded, equal, skipped } from './verdicts';

export const identityChecks = (
  { tenantId, subscriptionId, subject }: Expectations,
  { shown }: Evidence,
): CheckVerdicts => [
  ['place.tenant', against(tenantId, shown.tenantId)],
  ['place.subscription', against(subscriptionId, shown.subscriptionId)],
  ['place.resource', against(subject.resourceId, resourceIdIn(shown), sameResource)],
];

const against = (
  expected: string | undefined,
  observed: string | undefined,
  same?: typeof sameResource,
): CheckVerdict =>
  expected === undefined
    ? skipped(coded('nothingToCompare'), observed)
    : equal(expected, observed, same === undefined ? {} : { same });

/** Built from its parts if the agent doesn't report it. */
function resourceIdIn({
  resourceId,
  subscriptionId,
  resourceGroup,
  resourceName,
}: AgentShowOutput): string | undefined {
  if (resourceId !== undefined && resourceId !== '') return resourceId;
  if (!subscriptionId || !resourceGroup || !resourceName) return resourceId;
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.HybridCompute/machines/${resourceName}`;
}

export function claimedIdentity(shown: AgentShowOutput): { readonly resourceId?: string } {
  const resourceId = resourceIdIn(shown);
  return resourceId ? { resourceId } : {};
}
