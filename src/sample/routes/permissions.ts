import { armError, notFound, ok, type Reply } from '../http';
import type { Route } from '../router';
import type { Store } from '../store';
import { hasResourceGroup } from './subscriptions';

const apiVersions = ['2015-07-01', '2018-07-01', '2022-04-01'];

// Of the built-in roles.
const sets = {
  reader: { actions: ['*/read'], notActions: [] },
  contributor: {
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
  },
};

const describe = (store: Store, id: string): Reply =>
  ok({
    value: store.rolesOn(id).map((role) => ({ ...sets[role], dataActions: [], notDataActions: [] })),
  });

export const permissionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '{base}/providers/Microsoft.Authorization/permissions',
    apiVersions,
    handle: ({ store, params: { base = '' } }) => (store.get(base) ? describe(store, base) : notFound(base)),
  },
  {
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Authorization/permissions',
    apiVersions,
    handle: (call) => {
      const { subscription = '', group = '' } = call.params;
      return hasResourceGroup(call)
        ? describe(call.store, `/subscriptions/${subscription}/resourceGroups/${group}`)
        : armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
    },
  },
];

/** Azure's refusal, where the person may only read. */
export const refusalOf = (store: Store, id: string, action: string): Reply | undefined =>
  store.rolesOn(id).includes('contributor')
    ? undefined
    : armError(
        403,
        'AuthorizationFailed',
        `The client 'sample@contoso.example' does not have authorization to perform action '${action}' over scope '${id}' or the scope is invalid.`,
      );
