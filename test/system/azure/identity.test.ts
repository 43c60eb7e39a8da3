import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createArcApi, createCredential } from '../../../src/azure';
import type { ServicePrincipal } from '../../../src/kernel/servicePrincipal';
import { makeAuthority } from '../../support/certificates';
import { knownPrincipal, type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { apiAt, cloudAt, describeFully, identityOf, principal, scratch, trust } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

const folder = scratch();
let azure: LoopbackAzure;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path });
  trust(azure.certificate);
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
  azure.setTrusted(true);
  azure.entra.isCodeEntered = false;
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const withProof = (proof: ServicePrincipal['proof'], more: Partial<ServicePrincipal> = {}) =>
  apiAt(azure, { servicePrincipal: { ...principal, ...more, proof } });

describe('a service principal', () => {
  test('signs in with its secret, once for many requests', async () => {
    const before = azure.entra.tokens.length;
    const api = apiAt(azure);
    expect((await api.subscriptions(quiet())).map(({ name }) => name)).toEqual([
      'Contoso Branches',
      'Contoso Production',
    ]);
    await api.tenants(quiet());
    expect(azure.entra.tokens.length - before).toBe(1);
  });

  test('signs in with a certificate', async () => {
    const { cert, key } = makeAuthority(folder.path, 'client').issue(['client'], 'rsa');
    const api = withProof({ kind: 'certificate', pem: `${key}\n${cert}` });
    await api.subscriptions(quiet());
    expect((await failureOf(withProof({ kind: 'certificate', pem: cert }).subscriptions(quiet()))).code).toBe(
      'SignedOut',
    );
  });

  test('with a wrong secret, client or tenant is told which', async () => {
    const wrong = await failureOf(withProof({ kind: 'secret', secret: 'Wrong.Secret_1234567' }).subscriptions(quiet()));
    expect(wrong.failure).toEqual({ code: 'SignedOut', obstacle: 'credential' });
    expect(wrong.message).toContain('AADSTS7000215');
    const unknown = '00000000-1111-4222-8333-444444444444';
    const client = await failureOf(withProof(principal.proof, { clientId: unknown }).subscriptions(quiet()));
    expect(client.message).toContain('AADSTS700016');
    const tenant = await failureOf(withProof(principal.proof, { tenantId: unknown }).subscriptions(quiet()));
    expect(tenant.failure).toEqual({ code: 'SignedOut', obstacle: 'wrongTenant' });
  });

  test.each([
    [7000222, 'credential'],
    [65001, 'consent'],
    [50020, 'wrongTenant'],
    [90072, 'wrongTenant'],
    [500011, 'wrongTenant'],
    [53003, 'blocked'],
    [50076, 'signedOut'],
  ])('refused with %i meets the obstacle “%s”', async (refusal, obstacle) => {
    azure.faults.refusal = refusal;
    expect((await failureOf(apiAt(azure).subscriptions(quiet()))).failure).toEqual({ code: 'SignedOut', obstacle });
  });

  test('leaves neither its secret nor a token in errors and logs', async () => {
    const lines: string[] = [];
    const options = { log: (line: string) => lines.push(line) };
    await apiAt(azure, options).subscriptions(quiet());
    azure.faults.refusal = 7000222;
    const errors = [await failureOf(apiAt(azure, options).subscriptions(quiet()))];
    azure.faults.refusal = undefined;
    azure.setTrusted(false);
    errors.push(await failureOf(apiAt(azure, options).subscriptions(quiet())));
    const visible = `${lines.join('\n')}${errors.map((error) => describeFully(error)).join('\n')}`;
    expect(lines.length).toBeGreaterThan(0);
    expect(visible).not.toContain(knownPrincipal.secret);
    for (const token of azure.entra.tokens) expect(visible).not.toContain(token.split('.')[1]);
  });
});

describe('the way to the authority', () => {
  test('says why it is closed: an unknown authority’s certificate, a name that is not there', async () => {
    azure.setTrusted(false);
    const tlsError = await failureOf(apiAt(azure).subscriptions(quiet()));
    expect(tlsError.failure).toEqual({ code: 'Unreachable', host: new URL(azure.origin).host, cause: 'tls' });
    const dnsError = await failureOf(apiAt({ origin: 'https://nobody.invalid' }).subscriptions(quiet()));
    expect(dnsError.failure).toMatchObject({ code: 'Unreachable', cause: 'dns' });
  });

  test('can be given up', async () => {
    const controller = new AbortController();
    controller.abort();
    const { getToken } = identityOf(azure, { kind: 'servicePrincipal', servicePrincipal: principal });
    const error = await failureOf(getToken({ scopes: [cloudAt(azure.origin).scope] }, controller.signal));
    expect(error.code).toBe('Canceled');
  });
});

describe('a device code', () => {
  test('is shown, and signs in once it has been entered', async () => {
    const shown: string[] = [];
    const { getToken, signIn } = identityOf(azure, {
      kind: 'deviceCode',
      prompt: ({ userCode, verificationUri }) => {
        shown.push(`${userCode} at ${verificationUri}`);
        azure.entra.isCodeEntered = true;
      },
    });
    const cloud = cloudAt(azure.origin);
    const api = createArcApi({ credential: createCredential(getToken), cloud });
    expect((await failureOf(api.subscriptions(quiet()))).code).toBe('SignedOut');
    expect(shown).toEqual([]);
    await signIn?.(quiet());
    expect(shown).toEqual([`LOOP1234 at ${azure.origin}/devicelogin`]);
    expect(await api.subscriptions(quiet())).toHaveLength(2);
  });

  test('that nobody enters can be given up', async () => {
    const controller = new AbortController();
    const { signIn } = identityOf(azure, { kind: 'deviceCode', prompt: () => controller.abort() });
    const failure = failureOf(signIn?.(controller.signal) ?? Promise.resolve());
    expect((await failure).code).toBe('Canceled');
  });
});

describe('without anybody to ask', () => {
  test('each way says what it wants', async () => {
    process.env.PATH = folder.path;
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) process.env[name] = '';
    for (const [kind, advice] of [
      ['azureCli', 'az login'],
      ['environment', 'AZURE_TENANT_ID'],
      ['browser', 'Sign in to Azure'],
    ] as const) {
      const { getToken } = identityOf(azure, { kind });
      const error = await failureOf(getToken({ scopes: ['https://localhost/.default'] }, quiet()));
      expect(error.code).toBe('SignedOut');
      expect(error.message).toContain(advice);
    }
  });

  test('the environment’s service principal signs in', async () => {
    process.env.AZURE_TENANT_ID = knownPrincipal.tenantId;
    process.env.AZURE_CLIENT_ID = knownPrincipal.clientId;
    process.env.AZURE_CLIENT_SECRET = knownPrincipal.secret;
    const { getToken, signIn } = identityOf(azure, { kind: 'environment' });
    expect(signIn).toBeUndefined();
    expect((await getToken({ scopes: [cloudAt(azure.origin).scope] }, quiet())).token).toMatch(/^eyJ/);
  });
});
