import { regions } from '../../kernel/knowledge/regions';
import { notFound, ok, type Json } from '../http';
import type { Call, Route } from '../router';
import { gatewayApiVersions } from './gateways';

const path = '/subscriptions/{subscription}/providers/{provider}';
const hybridCompute = 'Microsoft.HybridCompute';
const namespaces = [
  hybridCompute,
  'Microsoft.Kubernetes',
  'Microsoft.KubernetesConfiguration',
  'Microsoft.ExtendedLocation',
  'Microsoft.AzureStackHCI',
];
const secondsToRegister = 4;

/** Display names, as in Azure. */
const locations = regions.map(({ display }) => display);

export const providerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    handle: (call) => {
      const namespace = namespaceIn(call);
      return namespace === undefined ? notFound(call.path) : ok(describe(call, namespace));
    },
  },
  {
    method: 'POST',
    path: `${path}/register`,
    handle: (call) => {
      const namespace = namespaceIn(call);
      if (namespace === undefined) return notFound(call.path);
      const { store, params, now } = call;
      const subscription = params.subscription ?? '';
      if (store.registrationOf(subscription, namespace) === 'NotRegistered') {
        store.setRegistration(subscription, namespace, 'Registering');
        store.startOperation(call.nextGuid(), now, secondsToRegister * 1000, () => {
          store.setRegistration(subscription, namespace, 'Registered');
        });
      }
      return ok(describe(call, namespace));
    },
  },
];

const namespaceIn = ({ params }: Call): string | undefined =>
  namespaces.find((each) => each.toLowerCase() === params.provider?.toLowerCase());

const resourceTypes: readonly Json[] = [
  { resourceType: 'machines', locations, apiVersions: gatewayApiVersions.toReversed() },
  { resourceType: 'gateways', locations, apiVersions: gatewayApiVersions.toReversed() },
  { resourceType: 'settings', locations: [], apiVersions: gatewayApiVersions.toReversed() },
];

const describe = ({ store, params }: Call, namespace: string): Json => ({
  id: `/subscriptions/${params.subscription}/providers/${namespace}`,
  namespace,
  registrationState: store.registrationOf(params.subscription ?? '', namespace),
  registrationPolicy: 'RegistrationRequired',
  resourceTypes: namespace === hybridCompute ? resourceTypes : [],
});
