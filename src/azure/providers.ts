import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { type Arm, type ArmRequest, readBody } from './arm';
import { subscriptionPath } from './paths';
import { resourcesVersion } from './provider';

const provider = v.object({ registrationState: v.string() });

/** Azure's `registrationState`: `Registered`. */
export async function readProviderState(
  arm: Arm,
  subscriptionId: string,
  namespace: string,
  signal: AbortSignal,
): Promise<string> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path: subscriptionPath(subscriptionId, 'providers', namespace), apiVersion: resourcesVersion },
    action: l10n.t`Read the registration for ${namespace}`,
    needs: l10n.t('Reader role on the subscription'),
    resource: l10n.t`Resource provider ${namespace}`,
  };
  return readBody(provider, await arm.send(request, signal), request).registrationState;
}

/** Azure answers at once and registers in the background; where it is registered already, nothing changes. */
export async function registerProvider(
  arm: Arm,
  subscriptionId: string,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  await arm.send(
    {
      method: 'POST',
      to: { path: subscriptionPath(subscriptionId, 'providers', namespace, 'register'), apiVersion: resourcesVersion },
      action: l10n.t`Register the subscription for ${namespace}`,
      needs: l10n.t`Contributor role on the subscription, or at least ${namespace}/register/action`,
      resource: l10n.t('Subscription'),
    },
    signal,
  );
}
