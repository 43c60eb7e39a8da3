import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ArcError } from '../../../src/kernel/errors';
import { cloudOf, publicCloud } from '../../../src/kernel/knowledge/clouds';
import type { Subscription } from '../../../src/kernel/resources';
import { type AccountDependencies, signIn } from '../../../src/account/commands';
import { Account } from '../../../src/session/account';
import { Selection } from '../../../src/vscode/selection';
import { ServicePrincipals } from '../../../src/session/servicePrincipals';
import { type AzureConnection, AzureSession } from '../../../src/session/azureSession';

/** A memento that shows what is in it. */
function memento(): vscode.Memento & { readonly content: Map<string, unknown> } {
  const content = new Map<string, unknown>();
  return {
    content,
    keys: () => [...content.keys()],
    get: <T>(key: string) => content.get(key) as T,
    update: async (key, value) => void content.set(key, value),
  };
}

const subscription = (id: string): Subscription => ({ id, name: id, tenantId: 't' });
const [one, two, three] = ['ONE', 'two', 'three'].map(subscription);
const all = [one, two, three].filter((each) => each !== undefined);

describe('the selection', () => {
  it('is everything until something is chosen, and again when nothing of it is left', async () => {
    const selection = new Selection(memento());
    assert.deepEqual(selection.subscriptionsOf(all), all);
    await selection.chooseSubscriptions(['one', 'three']);
    assert.deepEqual(selection.subscriptionsOf(all), [one, three]);
    assert.deepEqual(selection.subscriptionsOf([subscription('four')]), [subscription('four')]);
    await selection.chooseSubscriptions(undefined);
    assert.deepEqual(selection.subscriptionsOf(all), all);
  });

  it('is remembered, told, and starts over in another tenant', async () => {
    const state = memento();
    const selection = new Selection(state);
    let told = 0;
    selection.onDidChange(() => told++);
    await selection.chooseSubscriptions(['two']);
    assert.deepEqual(new Selection(state).subscriptionsOf(all), [two]);
    await selection.chooseTenant('tenant');
    assert.equal(new Selection(state).tenantId, 'tenant');
    assert.deepEqual(selection.subscriptionsOf(all), all);
    assert.equal(told, 2);
  });
});

describe('stored service principals', () => {
  it('have their secrets in the secret storage and nowhere else', async () => {
    const [globalState, kept] = [memento(), new Map<string, string>()];
    const secrets = {
      get: async (key: string) => kept.get(key),
      store: async (key: string, value: string) => void kept.set(key, value),
      delete: async (key: string) => void kept.delete(key),
    } as unknown as vscode.SecretStorage;
    const principals = new ServicePrincipals({ globalState, secrets } as unknown as vscode.ExtensionContext);
    const proof = { kind: 'secret', secret: 'Very~secret' } as const;
    await principals.store({ tenantId: 't1', clientId: 'c1', proof });
    await principals.store({ tenantId: 't2', clientId: 'c2', proof });
    assert.deepEqual(await principals.current(), { tenantId: 't2', clientId: 'c2', proof });
    assert.equal(JSON.stringify([...globalState.content]).includes('Very~secret'), false);
    assert.deepEqual([...kept.keys()].sort(), [
      'arcGateway.servicePrincipal/t1/c1',
      'arcGateway.servicePrincipal/t2/c2',
    ]);
    await principals.forget({ tenantId: 't2', clientId: 'c2' });
    assert.equal((await principals.current())?.clientId, 'c1');
    await principals.forget({ tenantId: 't1', clientId: 'c1' });
    assert.equal(await principals.current(), undefined);
    assert.equal(kept.size, 0);
  });
});

/** Plays VS Code's accounts while `work` runs, and says what was asked of them. */
async function withAccounts(work: () => Promise<unknown>): Promise<readonly unknown[][]> {
  const asked: unknown[][] = [];
  const authentication = vscode.authentication as unknown as Record<string, unknown>;
  const original = authentication.getSession;
  authentication.getSession = async (...args: unknown[]) => {
    asked.push(args);
    return { accessToken: 'token' };
  };
  try {
    await work();
  } finally {
    authentication.getSession = original;
  }
  return asked;
}

describe('VS Code’s account', () => {
  it('is asked silently, for a certain tenant where one is chosen', async () => {
    const asked = await withAccounts(() => new Account(publicCloud, 'tenant-1').token());
    const scopes = ['https://management.azure.com/.default', 'VSCODE_TENANT:tenant-1'];
    assert.deepEqual(asked, [['microsoft', scopes, { silent: true }]]);
  });

  it('is told what Azure demands of a new token', async () => {
    const asked = await withAccounts(() => new Account(publicCloud, undefined).token('{"a":1}'));
    const [[, request] = []] = asked;
    assert.deepEqual(request, {
      wwwAuthenticate: 'Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="',
      fallbackScopes: ['https://management.azure.com/.default'],
    });
  });

  it('of another cloud says which setting of VS Code it needs', async () => {
    const cloud = cloudOf('AzureUSGovernment');
    assert.ok(cloud.ok);
    const account = new Account(cloud.value, undefined);
    await assert.rejects(account.token(), /microsoft-sovereign-cloud\.environment.*USGovernment/);
  });
});

describe('the login of the Azure CLI', () => {
  /** What is put at the prompt of a terminal for the person to run. */
  async function offered(tenantId: string | undefined): Promise<readonly unknown[][]> {
    const settings = vscode.workspace.getConfiguration('arcGateway');
    await settings.update('authentication', 'azureCli', vscode.ConfigurationTarget.Global);
    const sent: unknown[][] = [];
    const window = vscode.window as unknown as Record<string, unknown>;
    const original = window.createTerminal;
    window.createTerminal = () => ({ show: () => undefined, sendText: (...args: unknown[]) => sent.push(args) });
    try {
      await signIn({ selection: { tenantId } } as unknown as AccountDependencies);
    } finally {
      window.createTerminal = original;
      await settings.update('authentication', undefined, vscode.ConfigurationTarget.Global);
    }
    return sent;
  }

  it('is put at a prompt and not run, for the tenant that was chosen', async () => {
    assert.deepEqual(await offered(undefined), [['az login', false]]);
    const id = '8b1f4e62-3c0d-4a57-9f2e-6d5c1a7b9e30';
    assert.deepEqual(await offered(id), [[`az login --tenant ${id}`, false]]);
    assert.deepEqual(await offered('$(reboot)\n'), [['az login', false]]);
  });
});

describe('the tenant in use', () => {
  const connection = (signIn?: AzureConnection['signIn']): AzureConnection =>
    ({ cloud: publicCloud, api: {}, signIn }) as unknown as AzureConnection;

  it('is connected again after a connection that failed', async () => {
    let calls = 0;
    const connect = async (): Promise<AzureConnection> => {
      if (++calls === 1) throw new ArcError({ code: 'SignedOut' }, 'Not yet.');
      return connection();
    };
    const tenant = new AzureSession({ azure: connect, sample: connect }, []);
    await assert.rejects(tenant.api(), /Not yet/);
    await tenant.api();
    await tenant.api();
    assert.equal(calls, 2);
    tenant.dispose();
  });

  it('stays as it is when a sign-in is given up, and is another one when it succeeds', async () => {
    let isWilling = false;
    const connect = async (): Promise<AzureConnection> =>
      connection(async () => {
        if (!isWilling) throw new ArcError({ code: 'Canceled' }, 'Canceled.');
      });
    const tenant = new AzureSession({ azure: connect, sample: connect }, []);
    let changes = 0;
    tenant.onDidChange(() => changes++);
    const before = await tenant.api();
    await assert.rejects(tenant.signIn(AbortSignal.timeout(1000)));
    assert.equal(await tenant.api(), before);
    isWilling = true;
    await tenant.signIn(AbortSignal.timeout(1000));
    assert.notEqual(await tenant.api(), before);
    assert.equal(changes, 1);
    tenant.dispose();
  });
});
