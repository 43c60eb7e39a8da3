import * as v from 'valibot';
import { type Arm, type ArmRequest, readBody } from './arm';

const provider = v.object({ registrationState: v.string() });

/** A subscription's registration for a resource provider, in Azure's word. */
export async function readProviderState(
  arm: Arm,
  subscriptionId: string,
  namespace: string,
  signal: AbortSignal,
): Promise<string> {
  const segments = ['subscriptions', subscriptionId, 'providers', namespace].map(encodeURIComponent);
  const request: ArmRequest = {
    method: 'GET',
    to: { path: `/${segments.join('/')}`, apiVersion: '2022-09-01' },
    action: `read whether the subscription is registered for ${namespace}`,
    needs: 'the role Reader on the subscription',
    resource: `The resource provider ${namespace}`,
  };
  return readBody(provider, await arm.send(request, signal), request).registrationState;
}
