import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { GatewayProvider } from '../kernel/gatewayApi';
import { gatewayProvider } from '../kernel/knowledge/gatewayLife';
import { type Arm, type ArmRequest, readBody } from './arm';
import { subscriptionPath } from './paths';

const provider = v.object({
  registrationState: v.string(),
  resourceTypes: v.array(v.object({ resourceType: v.string(), locations: v.nullish(v.array(v.string())) })),
});

export const resourcesVersion = '2022-09-01';

export async function readProvider(arm: Arm, subscriptionId: string, signal: AbortSignal): Promise<GatewayProvider> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'providers', gatewayProvider), apiVersion: resourcesVersion },
    action: l10n.t`Read the regions of ${gatewayProvider}`,
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t('Subscription'),
  };
  const { registrationState, resourceTypes } = readBody(provider, await arm.send(request, signal), request);
  const offered = resourceTypes.find(({ resourceType }) => resourceType.toLowerCase() === 'gateways')?.locations ?? [];
  const locations = offered
    .map((display) => ({ display, name: display.replace(/\s+/g, '').toLowerCase() }))
    .sort((a, b) => a.display.localeCompare(b.display));
  return { state: registrationState, locations };
}
