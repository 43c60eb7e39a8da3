import { armError, ok } from '../http';
import type { Call, Route } from '../router';
import type { StoredSubscription } from '../store';

export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tenants',
    handle: ({ store: { tenantId } }) =>
      ok({
        value: [
          {
            id: `/tenants/${tenantId}`,
            tenantId,
            countryCode: 'DE',
            displayName: 'Contoso',
            domains: ['contoso.example'],
            tenantCategory: 'Home',
            defaultDomain: 'contoso.example',
            tenantType: 'AAD',
          },
        ],
      }),
  },
  {
    method: 'GET',
    path: '/subscriptions',
    handle: ({ store }) =>
      ok({
        value: store.subscriptions.map((subscription) => describe(subscription, store.tenantId)),
        count: { type: 'Total', value: store.subscriptions.length },
      }),
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}',
    handle: (call) => {
      const subscription = subscriptionOf(call);
      return subscription ? ok(describe(subscription, call.store.tenantId)) : armError(404, 'SubscriptionNotFound', '');
    },
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups',
    handle: (call) => {
      const { id = '', resourceGroups = [] } = subscriptionOf(call) ?? {};
      const value = resourceGroups.map(({ name, location }) => ({
        id: `/subscriptions/${id}/resourceGroups/${name}`,
        name,
        type: 'Microsoft.Resources/resourceGroups',
        location,
        properties: { provisioningState: 'Succeeded' },
      }));
      return ok({ value });
    },
  },
];

/** Whether the resource group in the path exists. */
export const hasResourceGroup = (call: Call): boolean =>
  subscriptionOf(call)?.resourceGroups.some(({ name }) => name.toLowerCase() === call.params.group?.toLowerCase()) ??
  false;

const subscriptionOf = ({ store, params }: Call): StoredSubscription | undefined =>
  store.subscriptions.find(({ id }) => id === params.subscription?.toLowerCase());

const describe = ({ id, name }: StoredSubscription, tenantId: string) => ({
  id: `/subscriptions/${id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: id,
  tenantId,
  displayName: name,
  state: 'Enabled',
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    spendingLimit: 'Off',
  },
});
