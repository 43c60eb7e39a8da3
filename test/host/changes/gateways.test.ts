import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { branches, gatewayIds, production } from '../../../src/sample/data/ids';
import { createArcApi } from '../../../src/azure';
import { ArcError } from '../../../src/kernel/errors';
import type { GatewayOperation } from '../../../src/kernel/gatewayApi';
import { findGateway } from '../../../src/kernel/inventory';
import { publicCloud } from '../../../src/kernel/knowledge/clouds';
import type { ArcApi } from '../../../src/kernel/ports';
import type { Gateway, Subscription } from '../../../src/kernel/resources';
import { deleteGateway, GatewayOperations } from '../../../src/gateways/ui/commands';
import { hostsPage } from '../../../src/gateways/ui/pages';
import type { GatewayDependencies } from '../../../src/gateways/ui/dependencies';
import { failureDialog } from '../../../src/vscode/failureDialog';
import { InventoryStore } from '../../../src/inventory/store';
import type { AzureSession } from '../../../src/session/azureSession';
import { createSampleTenant, sampleCredential } from '../../../src/sample';
import { withAnswers } from '../dialogs';
import { withInputs } from '../inputs';

const idOf = (name: string): string =>
  `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.HybridCompute/gateways/${name}`;
const run = async (command: string, argument?: unknown): Promise<unknown> =>
  vscode.commands.executeCommand(command, argument);
/** Of the active tab. */
const activeTab = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 300; !isTrue(); tries--) {
    assert.ok(tries > 0, 'It never came to be.');
    await delay(50);
  }
}

describe('the commands on gateways', () => {
  before(async () => {
    await vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding')?.activate();
    await run('arcGateway.inventory.refresh');
  });

  it('show one as a page', async () => {
    await run('arcGateway.gateway.show', { resourceId: gatewayIds.hub });
    await until(() => activeTab() === 'gw-hub-weu');
  });

  it('show what every gateway carries, without one', async () => {
    await run('arcGateway.gateway.showHosts');
    const uri = hostsPage();
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /^# What an Azure Arc gateway carries\n/);
    assert.match(text, /\n\| `\*\.blob\.core\.windows\.net` \| 443 \| Broad: /);
    assert.equal(text.match(/^\| `/gm)?.length, 188);
  });

  it('create nothing when the person says no at the end', async () => {
    const says = ['Contoso Branches', 'rg-stores', 'North Europe', 'gw-no', ''];
    const [asked, ...others] = await withAnswers([], () => withInputs(says, () => run('arcGateway.gateway.create')));
    assert.match(asked?.message ?? '', /^Create the Arc gateway gw-no\?/);
    assert.match(asked?.detail ?? '', /Resource group: rg-stores\n/);
    assert.deepEqual(others, []);
    const [gone] = await withAnswers([], () => run('arcGateway.gateway.show', { resourceId: idOf('gw-no') }));
    assert.match(gone?.message ?? '', /not in the inventory/);
  });

  it('show the difference that a bypass list makes, and change nothing when the person says no', async () => {
    const target = { resourceId: gatewayIds.branches };
    const asked = await withAnswers([], () =>
      withInputs(['repo.contoso.com'], () => run('arcGateway.gateway.editBypass', target)),
    );
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.detail ?? '', /^\+ repo\.contoso\.com\n/);
    assert.match(asked[0]?.detail ?? '', /agent 1\.64 or newer/);
  });

  it('refuse to delete one that is in use, in the words of what Azure says now', async () => {
    const [refused, ...others] = await withAnswers([], () =>
      run('arcGateway.gateway.delete', { resourceId: gatewayIds.branches }),
    );
    assert.match(refused?.message ?? '', /^gw-branches-ne cannot be deleted: \d+ resources use it\.$/);
    assert.match(refused?.detail ?? '', /• k3s-lyon-01/);
    assert.deepEqual(others, []);
  });

  it('register a subscription after a plan, and hand the command on instead', async () => {
    const wish = { subscriptionId: branches, namespaces: ['Microsoft.ExtendedLocation'] };
    const register = () => run('arcGateway.provider.register', wish);
    const [copied, ...none] = await withAnswers(['Copy for PowerShell'], register);
    assert.match(copied?.detail ?? '', /• Microsoft\.ExtendedLocation\n[\s\S]*To undo: az provider unregister\./);
    assert.deepEqual(none, []);
    assert.equal(
      await vscode.env.clipboard.readText(),
      `Set-AzContext -Subscription '${branches}'\nRegister-AzResourceProvider -ProviderNamespace 'Microsoft.ExtendedLocation'`,
    );
    const [, done] = await withAnswers(['Register'], register);
    assert.match(done?.message ?? '', /^Contoso Branches is registered for Microsoft\.ExtendedLocation\.$/);
    const [all] = await withAnswers([], () =>
      withInputs(['Contoso Branches'], () => run('arcGateway.provider.register')),
    );
    assert.match(all?.message ?? '', /^Contoso Branches is registered for Microsoft\.HybridCompute,/);
  }).timeout(60_000);

  it('do nothing to a gateway whose name was not typed', async () => {
    const target = { resourceId: gatewayIds.plants };
    const shown = await withAnswers([], () => withInputs([undefined], () => run('arcGateway.gateway.delete', target)));
    assert.deepEqual(shown, []);
  });
});

/** A window: its own store and operations, over an Azure and a memory that outlive it. */
async function openWindow(
  api: ArcApi,
  memory: Map<string, unknown>,
  subscriptionsOf = (all: readonly Subscription[]): readonly Subscription[] => all,
) {
  const left = new vscode.EventEmitter<void>();
  const tenant = {
    api: async () => api,
    onDidChange: left.event,
    isSample: false,
    cloud: publicCloud,
  } as unknown as AzureSession;
  const quiet = (): void => undefined;
  const log = { info: quiet, warn: quiet, error: quiet, show: quiet };
  const inventory = new InventoryStore(tenant, { subscriptionsOf }, log);
  const globalState = {
    get: (key: string) => memory.get(key),
    update: async (key: string, value: unknown) => void memory.set(key, JSON.parse(JSON.stringify(value))),
  };
  const showFailure = failureDialog(() => Promise.resolve(false));
  const needs = { context: { globalState }, tenant, inventory, log, showFailure } as unknown as GatewayDependencies;
  await inventory.ensure();
  const operations = new GatewayOperations(needs);
  return {
    needs,
    operations,
    stateOf: (name: string) => inventory.inventory && findGateway(inventory.inventory, idOf(name))?.state,
    refresh: () => inventory.refresh(),
    close: () => operations.dispose(),
  };
}

describe('what Azure goes on with', () => {
  const latency = { from: 0, to: 0 };
  const wish = { subscriptionId: branches, resourceGroup: 'rg-stores', location: 'northeurope', tags: {} };
  const row = (name: string, state: string) => ({ kind: 'gateway' as const, ...wish, id: idOf(name), name, state });
  const begin = (operations: GatewayOperations, operation: GatewayOperation, gateway: Gateway) =>
    operations.begin(operation.kind, gateway, async () => operation, new AbortController().signal);
  const azure = () =>
    createArcApi({
      credential: sampleCredential,
      httpClient: createSampleTenant({ latency, operationSeconds: 1 }).asHttpClient(),
    });

  it('is remembered without a token, and followed by the next window to its end', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const first = await openWindow(api, memory);
    const operation = await api.gateways.create({ ...wish, name: 'gw-later' }, AbortSignal.timeout(5000));
    await begin(first.operations, operation, row('gw-later', 'Creating'));
    assert.equal(first.stateOf('gw-later'), 'Creating');
    first.close();
    assert.match(JSON.stringify([...memory]), /gw-later/);
    assert.doesNotMatch(JSON.stringify([...memory]), /bearer|token|eyJ/i);

    const shown = await withAnswers(['Copy URL'], async () => {
      const second = await openWindow(api, memory);
      await second.operations.resume();
      await until(() => second.stateOf('gw-later') === 'Succeeded');
      await until(() => !JSON.stringify([...memory]).includes('gw-later'));
      second.close();
    });
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.message ?? '', /The gateway gw-later is ready\. Its URL is https:\/\/[0-9a-f]{8}\.gw\.arc/);
    assert.match(await vscode.env.clipboard.readText(), /^https:\/\/[0-9a-f]{8}\.gw\.arc\.azure\.com$/);
  });

  it('is not followed where the id means something else, and not in another subscription’s view', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const window = await openWindow(api, memory);
    const operation = { kind: 'create', gatewayId: idOf('gw-elsewhere') } as const;
    const elsewhere = {
      operation,
      gateway: row('gw-elsewhere', 'Creating'),
      startedAt: Date.now(),
      endpoint: 'https://other',
    };
    memory.set('arcGateway.gatewayOperations', [elsewhere]);
    await window.operations.resume();
    assert.equal(window.stateOf('gw-elsewhere'), undefined);
    window.close();
  });

  it('takes a deleted gateway out of the tree, and a failed one stays with its state', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const window = await openWindow(api, memory);
    const created = await api.gateways.create({ ...wish, name: 'gw-short' }, AbortSignal.timeout(5000));
    const { ended } = await begin(window.operations, created, row('gw-short', 'Creating'));
    const shown = await withAnswers([], async () => {
      await ended;
      const operation = await api.gateways.delete(idOf('gw-short'), AbortSignal.timeout(5000));
      const deletion = await begin(window.operations, operation, row('gw-short', 'Deleting'));
      assert.equal(window.stateOf('gw-short'), 'Deleting');
      await deletion.ended;
      assert.equal(window.stateOf('gw-short'), undefined);

      const lost = { kind: 'create', gatewayId: idOf('gw-lost') } as const;
      const failure = await begin(window.operations, lost, row('gw-lost', 'Creating'));
      await failure.ended;
      assert.equal(window.stateOf('gw-lost'), 'Failed');
    });
    assert.match(shown.at(-1)?.message ?? '', /gateway gw-lost was created, but it doesn’t exist/);
    window.close();
  });

  it('is followed again when the next operation begins before the end of the first was seen', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const window = await openWindow(api, memory);
    const operation = await api.gateways.create({ ...wish, name: 'gw-twice' }, AbortSignal.timeout(5000));
    const first = await begin(window.operations, operation, row('gw-twice', 'Creating'));
    await delay(1100);
    const next = await api.gateways.delete(idOf('gw-twice'), AbortSignal.timeout(5000));
    const shown = await withAnswers([], async () => {
      const second = await begin(window.operations, next, row('gw-twice', 'Deleting'));
      await first.ended;
      assert.equal(window.stateOf('gw-twice'), 'Deleting');
      assert.match(JSON.stringify([...memory]), /gw-twice/);
      await second.ended;
    });
    assert.equal(window.stateOf('gw-twice'), undefined);
    assert.doesNotMatch(JSON.stringify([...memory]), /gw-twice/);
    assert.deepEqual(
      shown.map(({ kind, message }) => `${kind}: ${message}`),
      ['information: The gateway gw-twice is deleted.'],
    );
    window.close();
  });

  it('is shown as it is, whatever an older reading of the inventory says', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const stale: ArcApi = {
      ...api,
      inventory: async (ids, signal) => ({ ...(await api.inventory(ids, signal)), gateways: { items: [] } }),
    };
    const window = await openWindow(stale, memory);
    await withAnswers([], async () => {
      const operation = await api.gateways.create({ ...wish, name: 'gw-new' }, AbortSignal.timeout(5000));
      const { ended } = await begin(window.operations, operation, row('gw-new', 'Creating'));
      await window.refresh();
      assert.equal(window.stateOf('gw-new'), 'Creating');
      await ended;
      await window.refresh();
      assert.equal(window.stateOf('gw-new'), 'Succeeded');
    });
    window.close();
  });

  const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'refused' }, 'Cut off.');
  const sent = (
    window: { readonly operations: GatewayOperations },
    name: string,
    send: () => Promise<GatewayOperation>,
  ) => window.operations.begin('create', row(name, 'Creating'), send, new AbortController().signal);

  it('is remembered before Azure has answered, and followed by the next window', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const first = await openWindow(api, memory);
    const unanswered = new Promise<GatewayOperation>(() => undefined);
    void sent(first, 'gw-asked', async () => {
      await api.gateways.create({ ...wish, name: 'gw-asked' }, AbortSignal.timeout(5000));
      return unanswered;
    });
    await until(() => JSON.stringify([...memory]).includes('gw-asked'));
    // What is being asked for is not looked for yet.
    await first.operations.resume();
    assert.equal(first.stateOf('gw-asked'), undefined);
    first.close();
    const shown = await withAnswers([], async () => {
      const second = await openWindow(api, memory);
      await second.operations.resume();
      await until(() => second.stateOf('gw-asked') === 'Succeeded');
      await until(() => !JSON.stringify([...memory]).includes('gw-asked'));
      second.close();
    });
    assert.match(shown.at(-1)?.message ?? '', /The gateway gw-asked is ready/);
  });

  it('is followed when only its answer was lost, and forgotten when Azure refuses', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const window = await openWindow(api, memory);
    await withAnswers([], async () => {
      const { ended } = await sent(window, 'gw-lost-answer', async () => {
        await api.gateways.create({ ...wish, name: 'gw-lost-answer' }, AbortSignal.timeout(5000));
        throw unreachable;
      });
      await ended;
    });
    assert.equal(window.stateOf('gw-lost-answer'), 'Succeeded');
    const refusals = [
      new ArcError({ code: 'Forbidden', needs: 'a role' }, 'No.'),
      new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'No such name.'),
    ];
    for (const refused of refusals) {
      await assert.rejects(
        sent(window, 'gw-refused', () => Promise.reject(refused)),
        refused,
      );
    }
    assert.equal(window.stateOf('gw-refused'), undefined);
    assert.doesNotMatch(JSON.stringify([...memory]), /gw-/);
    window.close();
  });

  it('is not forgotten because it could not be looked at, and tells so once', async () => {
    const [api, memory] = [azure(), new Map<string, unknown>()];
    const operation = await api.gateways.create({ ...wish, name: 'gw-unseen' }, AbortSignal.timeout(5000));
    const forbidden = () => Promise.reject(new ArcError({ code: 'Forbidden', needs: 'a role' }, 'Not for you.'));
    const blind = await openWindow({ ...api, gateways: { ...api.gateways, follow: forbidden } }, memory);
    const shown = await withAnswers([], async () => {
      const { ended } = await begin(blind.operations, operation, row('gw-unseen', 'Creating'));
      await ended;
      await blind.operations.resume();
      await delay(100);
    });
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.message ?? '', /^Not for you\. Azure may still be working on gw-unseen\./);
    assert.match(JSON.stringify([...memory]), /gw-unseen/);
    blind.close();
    const next = await openWindow(api, memory);
    await withAnswers([], async () => {
      await next.operations.resume();
      await until(() => !JSON.stringify([...memory]).includes('gw-unseen'));
    });
    assert.equal(next.stateOf('gw-unseen'), 'Succeeded');
    next.close();
  });
});

describe('a gateway that is to be deleted', () => {
  it('is refused for what the tree does not know of, in whatever subscription', async () => {
    const latency = { from: 0, to: 0 };
    const httpClient = createSampleTenant({ latency }).asHttpClient();
    const api = createArcApi({ credential: sampleCredential, httpClient });
    const signal = () => AbortSignal.timeout(5000);
    const none = await api.inventory([production], signal());
    const machine = none.machines.items.find(({ name }) => name === 'lab-test-02');
    const users = async () => {
      const { machines, clusters } = await api.inventory([production, branches], signal());
      const all = [...machines.items, ...clusters.items];
      // Of one cluster Azure does not offer to read it.
      const known = all.filter(({ name }) => name !== 'mk8s-nbg-01');
      const gateways = await Promise.all(known.map(({ id }) => api.association(id, signal())));
      return known.filter((_, index) => gateways[index]?.toLowerCase() === gatewayIds.branches.toLowerCase());
    };
    for (const { id } of await users()) await api.associate(id, undefined, signal());
    const window = await openWindow(api, new Map(), (all) => all.filter(({ id }) => id === branches));
    const target = { resourceId: gatewayIds.branches };
    const attempt = () => deleteGateway(window.needs, window.operations, target);
    // The name is asked for, and not typed.
    assert.deepEqual(await withAnswers([], () => assert.rejects(withInputs([undefined], attempt))), []);

    await api.associate(machine?.id ?? '', gatewayIds.branches, signal());
    const [refused, ...others] = await withAnswers([], attempt);
    assert.match(refused?.message ?? '', /^gw-branches-ne cannot be deleted: 1 resource uses it\.$/);
    assert.match(refused?.detail ?? '', /• lab-test-02/);
    assert.deepEqual(others, []);
    window.close();
  });
});
