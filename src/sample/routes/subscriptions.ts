import { armError, badRequest, ok, valueAt } from '../http';
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
      return ok({ value: resourceGroups.map((group) => describeGroup(id, group)) });
    },
  },
  {
    method: 'PUT',
    path: '/subscriptions/{subscription}/resourceGroups/{group}',
    handle: (call) => {
      const { store, params, body } = call;
      const { subscription = '', group: name = '' } = params;
      const location = valueAt(body, 'location');
      if (typeof location !== 'string') {
        return badRequest('LocationRequired', 'The location property is required for this definition.');
      }
      if (!/^[\p{L}\p{N}_.()-]{1,90}$/u.test(name) || name.endsWith('.')) {
        return badRequest('InvalidResourceGroup', `The resource group name '${name}' is not valid.`);
      }
      const isNew = !hasResourceGroup(call);
      if (isNew) store.addResourceGroup(subscription, { name, location });
      return { status: isNew ? 201 : 200, body: describeGroup(subscription, { name, location }) };
    },
  },
];

const describeGroup = (subscription: string, { name, location }: StoredSubscription['resourceGroups'][number]) => ({
  id: `/subscriptions/${subscription}/resourceGroups/${name}`,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  properties: { provisioningState: 'Succeeded' },
});

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
