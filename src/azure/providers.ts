import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { type Arm, type ArmRequest, readBody } from './arm';

const provider = v.object({ registrationState: v.string() });

/** Azure's `registrationState`: `Registered`. */
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
    action: l10n.t`Read the registration for ${namespace}`,
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t`Resource provider ${namespace}`,
  };
  return readBody(provider, await arm.send(request, signal), request).registrationState;
}
