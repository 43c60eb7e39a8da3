import type { ResourcePageState } from '../../../src/contract/resourcePage';
import type { Inventory } from '../../../src/kernel/inventory';
import { type ArcResource, resourceKey } from '../../../src/kernel/resources';
import type { PageContext } from '../../../src/pages/kinds';
import { headOf, pageOf } from '../../../src/pages/pageOf';
import { cluster, gateway, inventory, machine } from '../../support/resources';
import type { PageScenario } from './pageScenario';
import type { PageParts } from './site';
import { usePage } from './usePage';

export const hub = gateway('gw-hub');
export const web = machine('web-01', {
  status: 'Disconnected',
  statusReason: 'It is a clone of web-00.',
  lastStatusChange: '2026-11-29T08:00:00Z',
  agentVersion: '1.50',
  addresses: '10.0.0.4',
  tags: { site: 'Berlin' },
});
export const k8s = cluster('aks-01');

const at = '2026-11-30T09:00:00Z';
const key = resourceKey(web.id);

export const known: Inventory = {
  ...inventory({
    gateways: [hub],
    machines: [web, machine('web-02')],
    clusters: [k8s],
    associations: [
      [web, hub],
      [k8s, null],
    ],
  }),
  observations: new Map([[key, { connectionType: 'direct', observedAt: at }]]),
  verifications: new Map([
    [key, { at, passed: 1, failed: ['gateway.connectionType', 'azure.status'], unknown: ['gateway.url'] }],
  ]),
};

const checks: PageContext['checks'] = [
  { id: 'agent.version', outcome: 'passed', expected: [{ value: '1.40' }], observed: [{ value: '1.50' }] },
  { id: 'azure.status', outcome: 'failed', expected: [{ value: 'Connected' }], observed: [{ value: 'Disconnected' }] },
  {
    id: 'gateway.connectionType',
    outcome: 'failed',
    expected: [{ value: 'gateway' }],
    observed: [{ value: 'direct' }],
  },
  {
    id: 'gateway.url',
    outcome: 'unknown',
    expected: [{ value: 'gw-hub.gw.arc.azure.com' }],
    observed: [{ value: 'x' }],
  },
];

/** As the product makes it of an inventory. */
export function stateOf(
  resource: ArcResource,
  { inventory: from = known, ...more }: Partial<PageContext> = {},
): ResourcePageState {
  const context = { inventory: from, readAt: 'Dec 1, 2026', now: Date.parse('2026-12-01T10:00:00Z'), checks, ...more };
  return {
    id: resource.id,
    head: headOf(resource),
    account: 'admin@contoso.com · tenant 99999999-8888-7777-6666-555555555555',
    isSample: true,
    isKept: false,
    isLoading: false,
    content: pageOf(resource, context, [
      {
        at,
        what: 'Associate 1 resource with gw-hub: none → gw-hub',
        result: 'done',
        resultText: 'done',
        reason: '',
        account: 'admin@contoso.com',
      },
    ]),
  };
}

/** Opens pages of resources. */
export const useResource = (options: Pick<PageParts, 'isPseudo'> = {}) =>
  usePage<PageScenario>({
    bundle: 'pages',
    host: 'fakeResource',
    ready: '.page',
    scenario: { state: stateOf(web) },
    ...options,
  });
