import { regions } from '../../kernel/knowledge/regions';
import { notFound, ok, type Json } from '../http';
import type { Call, Route } from '../router';
import { gatewayApiVersions } from './gateways';

const path = '/subscriptions/{subscription}/providers/{provider}';
const hybridCompute = 'Microsoft.HybridCompute';
/** Always registered. */
const others = [
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
      if (isHybridCompute(call)) return ok(describe(call));
      const namespace = others.find((each) => each.toLowerCase() === call.params.provider?.toLowerCase());
      return namespace === undefined ? notFound(call.path) : ok(describeOther(call, namespace));
    },
  },
  {
    method: 'POST',
    path: `${path}/register`,
    handle: (call) => {
      if (!isHybridCompute(call)) return notFound(call.path);
      const { store, params, now } = call;
      const subscription = params.subscription ?? '';
      if (store.registrationOf(subscription) === 'NotRegistered') {
        store.setRegistration(subscription, 'Registering');
        store.startOperation(call.nextGuid(), now, secondsToRegister * 1000, () => {
          store.setRegistration(subscription, 'Registered');
        });
      }
      return ok(describe(call));
    },
  },
];

const isHybridCompute = ({ params }: Call): boolean => params.provider?.toLowerCase() === hybridCompute.toLowerCase();

const describe = ({ store, params }: Call): Json => ({
  id: `/subscriptions/${params.subscription}/providers/${hybridCompute}`,
  namespace: hybridCompute,
  registrationState: store.registrationOf(params.subscription ?? ''),
  registrationPolicy: 'RegistrationRequired',
  resourceTypes: [
    { resourceType: 'machines', locations, apiVersions: gatewayApiVersions.toReversed() },
    { resourceType: 'gateways', locations, apiVersions: gatewayApiVersions.toReversed() },
    { resourceType: 'settings', locations: [], apiVersions: gatewayApiVersions.toReversed() },
  ],
});

const describeOther = ({ params }: Call, namespace: string): Json => ({
  id: `/subscriptions/${params.subscription}/providers/${namespace}`,
  namespace,
  registrationState: 'Registered',
  registrationPolicy: 'RegistrationRequired',
  resourceTypes: [],
});
