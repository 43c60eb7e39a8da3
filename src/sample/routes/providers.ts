import { ok } from '../http';
import type { Route } from '../router';

const namespaces = ['Microsoft.HybridCompute', 'Microsoft.Kubernetes', 'Microsoft.AzureStackHCI'];

/** The tenant's subscriptions are registered for what Azure Arc needs, and for nothing else. */
export const providerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/{namespace}',
    handle: ({ params: { subscription = '', namespace = '' } }) => {
      const known = namespaces.find((each) => each.toLowerCase() === namespace.toLowerCase());
      return ok({
        id: `/subscriptions/${subscription}/providers/${known ?? namespace}`,
        namespace: known ?? namespace,
        registrationPolicy: 'RegistrationRequired',
        registrationState: known ? 'Registered' : 'NotRegistered',
        resourceTypes: [],
      });
    },
  },
];
