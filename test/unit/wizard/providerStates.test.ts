import { expect, it, vi } from 'vitest';
import { checkSite } from '../../../src/planning';
import { ProviderStates } from '../../../src/wizard/providerStates';
import { clusterSite } from '../planning/targets/clusters/sites';

const site = clusterSite({ features: ['customLocations'] });
const subscription = site.azure.subscriptionId;

it('reads what the clusters need, once each, and leaves unknown what cannot be read', async () => {
  const onChange = vi.fn();
  const onFailure = vi.fn();
  const read = vi.fn(async (_: string, namespace: string) => {
    if (namespace === 'Microsoft.HybridCompute') throw new Error('forbidden');
    return namespace === 'Microsoft.Kubernetes' ? 'NotRegistered' : 'Registered';
  });
  const states = new ProviderStates(read, onChange, onFailure);
  expect(states.of(site, [])).toEqual({});
  expect(read).not.toHaveBeenCalled();
  states.of(site, [subscription.toUpperCase()]);
  states.of(site, [subscription]);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3));
  expect(read.mock.calls.map(([, namespace]) => namespace)).toEqual([
    'Microsoft.Kubernetes',
    'Microsoft.KubernetesConfiguration',
    'Microsoft.ExtendedLocation',
    'Microsoft.HybridCompute',
  ]);
  expect(onFailure.mock.calls).toEqual([['Microsoft.HybridCompute', new Error('forbidden')]]);
  const known = states.of(site, [subscription]);
  expect(known).toEqual({
    [subscription]: {
      'Microsoft.Kubernetes': 'NotRegistered',
      'Microsoft.KubernetesConfiguration': 'Registered',
      'Microsoft.ExtendedLocation': 'Registered',
    },
  });
  expect(states.of(site, [subscription])).toBe(known);
  const found = checkSite(site, { providers: known }).filter(({ code }) => code === 'cluster.providerNotRegistered');
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('Microsoft.Kubernetes,')]);
  expect(found.map(({ remedy }) => remedy)).toEqual([
    { kind: 'registerProviders', subscriptionId: subscription, namespaces: ['Microsoft.Kubernetes'] },
  ]);
  states.forget();
  states.of(site, [subscription]);
  expect(read).toHaveBeenCalledTimes(8);
});
