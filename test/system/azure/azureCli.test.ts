import { randomUUID } from 'node:crypto';
import { delimiter } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArcApi, createCredential } from '../../../src/azure';
import { createIdentity } from '../../../src/azure/identity';
import { type AzureCli, cliRefusal, cliToken, notLoggedIn, writeAzureCli } from '../../support/azureCli';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { beforeControl } from '../../support/order';
import { cloudAt, describeFully, scratch, trust } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

const folder = scratch();
let azure: LoopbackAzure;
let cli: AzureCli;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path });
  trust(azure.certificate);
  cli = writeAzureCli(folder.path);
  process.env.PATH = [cli.path, process.env.PATH].join(delimiter);
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function apiOf(tenantId?: string, cliTimeoutMilliseconds?: number) {
  const cloud = cloudAt(azure.origin);
  const { getToken } = createIdentity({ method: { kind: 'azureCli' }, cloud, tenantId, cliTimeoutMilliseconds });
  return createArcApi({ credential: createCredential(getToken), cloud });
}

/** What becomes of reading as the tenant's account after the CLI has said this. */
const failureAfter = (answer: Parameters<AzureCli['answer']>[1], tenantId: string | undefined = randomUUID()) => {
  cli.answer(tenantId, answer);
  return failureOf(apiOf(tenantId).subscriptions(quiet()));
};

describe('the account of the Azure CLI', () => {
  test('is asked once for a token of Resource Manager, and lists the subscriptions', async () => {
    const start = cli.runs.length;
    cli.answer(undefined, cliToken(azure.entra.issue()));
    const api = apiOf();
    expect(await api.subscriptions(quiet())).toHaveLength(2);
    await api.tenants(quiet());
    expect(cli.runs.slice(start)).toEqual([`account get-access-token --output json --resource ${azure.origin}`]);
  });

  test('is asked for the tenant that was chosen', async () => {
    const tenant = randomUUID();
    cli.answer(tenant, cliToken(azure.entra.issue(), { tenant }));
    expect(await apiOf(tenant).subscriptions(quiet())).toHaveLength(2);
    expect(cli.runs.at(-1)).toMatch(new RegExp(` --tenant ${tenant}$`));
  });

  test('serves also from a version that knows local time only', async () => {
    const tenant = randomUUID();
    cli.answer(tenant, cliToken(azure.entra.issue(), { isOld: true }));
    expect(await apiOf(tenant).subscriptions(quiet())).toHaveLength(2);
  });

  test('serves again after Azure has revoked its token and it has logged in again', async () => {
    const tenant = randomUUID();
    cli.answer(tenant, cliToken(azure.entra.issue()));
    const api = apiOf(tenant);
    await api.subscriptions(quiet());
    azure.expireTokens({ claims: true });
    const error = await failureOf(api.subscriptions(quiet()));
    expect(error.failure).toEqual({ code: 'SignedOut' });
    expect(error.message).toMatch(new RegExp(`“az login --tenant ${tenant} --claims-challenge [\\w+/=]+”`));
    cli.answer(tenant, cliToken(azure.entra.issue()));
    expect(await api.subscriptions(quiet())).toHaveLength(2);
  });
});

describe('the Azure CLI that gives no token', () => {
  test('because nobody has logged in leads to its login, in the tenant that was chosen', async () => {
    cli.answer(undefined, notLoggedIn);
    const error = await failureOf(apiOf().subscriptions(quiet()));
    expect(error.failure).toEqual({ code: 'SignedOut' });
    expect(error.message).toContain('Run “az login” where this extension runs');
    expect(error.message).not.toContain('Install');
    const tenant = randomUUID();
    const other = await failureAfter(notLoggedIn, tenant);
    expect(other.message).toContain(`“az login --tenant ${tenant}”`);
    expect(other.message).toContain('choose another tenant');
  });

  test.each([
    [50076, 'signedOut'],
    [700082, 'signedOut'],
    [65001, 'consent'],
    [90072, 'wrongTenant'],
    [50020, 'wrongTenant'],
    [53003, 'blocked'],
  ])('because Entra says AADSTS%i meets the obstacle “%s”', async (code, obstacle) => {
    const error = await failureAfter(cliRefusal(code, `az login --scope ${azure.origin}//.default`));
    expect(error.failure).toEqual({ code: 'SignedOut', obstacle });
  });

  test('because Entra refuses it, where the library keeps no number, leads to both ways out', async () => {
    const tenant = randomUUID();
    const error = await failureAfter(cliRefusal(50020, `az login --tenant "${tenant}" --scope "x/.default"`), tenant);
    expect(error.failure).toEqual({ code: 'SignedOut' });
    expect(error.message).toMatch(/“az login --tenant .*choose another tenant/);
  });

  test('leaves no token that it has printed in the error', async () => {
    const token = azure.entra.issue();
    const error = await failureAfter({ stdout: `{ "accessToken": "${token}", `, stderr: `token ${token}`, code: 1 });
    expect(error.code).toBe('SignedOut');
    expect(describeFully(error)).not.toContain(token.split('.')[1]);
  });

  test('because it waits can be given up at once', async () => {
    const tenant = randomUUID();
    cli.answer(tenant, { hangs: true });
    const controller = new AbortController();
    const failure = failureOf(apiOf(tenant).subscriptions(controller.signal));
    await expect.poll(() => cli.runs.at(-1)).toContain(tenant);
    const control = apiOf(tenant, 5000).subscriptions(quiet());
    controller.abort();
    expect((await beforeControl(failure, control)).code).toBe('Canceled');
  });

  test('because it waits in vain is told when its time is over', async () => {
    const tenant = randomUUID();
    cli.answer(tenant, { hangs: true });
    const error = await failureOf(apiOf(tenant, 1000).subscriptions(quiet()));
    expect(error.message).toContain('no token within 30 seconds');
  });

  test('because it is not there leads to its installation', async () => {
    const before = process.env.PATH;
    process.env.PATH = folder.path;
    try {
      const error = await failureOf(apiOf().subscriptions(quiet()));
      expect(error.failure).toEqual({ code: 'SignedOut' });
      expect(error.message).toMatch(/Install it .*“az login”/);
    } finally {
      process.env.PATH = before;
    }
  });
});
