import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleChunk } from '../../../build/bundle.mjs';
import { createArcApi, createCredential } from '../../../src/azure';
import type * as identityDoor from '../../../src/azure/identity';
import { pressOnPage, readPage } from '../../support/authorizePage';
import { type BrowserOpener, writeBrowserOpener } from '../../support/browserOpener';
import { knownPrincipal, type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { cloudAt, describeFully, scratch, trust } from '../../unit/azure/loopback';
import { failureOf, quiet } from '../../unit/azure/support';

const folder = scratch();
const opener: BrowserOpener = writeBrowserOpener(folder.path);
let azure: LoopbackAzure;
let door: typeof identityDoor;

beforeAll(async () => {
  // As it is shipped, for the library opens the browser by other means where it lies in its own folder.
  await bundleChunk('identity', join(folder.path, 'dist'));
  door = createRequire(import.meta.url)(join(folder.path, 'dist', 'identity.js')) as typeof identityDoor;
  azure = await startLoopbackAzure({ directory: folder.path });
  trust(azure.certificate);
  process.env.PATH = [opener.path, process.env.PATH].join(delimiter);
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function browser() {
  const cloud = cloudAt(azure.origin);
  const { tenantId } = knownPrincipal;
  const { getToken, signIn } = door.createIdentity({ method: { kind: 'browser' }, cloud, tenantId });
  if (!signIn) throw new Error('The browser’s way asks the person.');
  return { signIn, api: createArcApi({ credential: createCredential(getToken), cloud }) };
}

/** Starts signing in, and waits until a page is to be opened. */
async function begin(signIn: (signal: AbortSignal) => Promise<void>, signal = quiet()) {
  const before = opener.opened.length;
  const ended = signIn(signal);
  const failed = failureOf(ended);
  failed.catch(() => undefined);
  await expect.poll(() => opener.opened.length).toBe(before + 1);
  return { address: opener.opened.at(-1) ?? '', ended, failed };
}

test('the browser opens when the person says so, and what it brings back signs in', async () => {
  const { signIn, api } = browser();
  expect((await failureOf(api.subscriptions(quiet()))).failure).toEqual({ code: 'SignedOut' });
  expect(opener.opened).toEqual([]);
  const { address, ended } = await begin(signIn);
  const url = new URL(address);
  expect(`${url.origin}${url.pathname}`).toBe(`${azure.origin}/${knownPrincipal.tenantId}/oauth2/v2.0/authorize`);
  expect(url.searchParams.get('scope')).toContain(cloudAt(azure.origin).scope);
  expect(url.searchParams.get('prompt'), 'so that it is also the way to another account').toBe('select_account');
  expect(await pressOnPage(address, 'Sign in')).toContain('close this window');
  await ended;
  expect(await api.subscriptions(quiet())).toHaveLength(2);
  expect(opener.opened).toHaveLength(1);
});

test('what the browser brings back is worth nothing to anybody else', async () => {
  const { address, ended } = await begin(browser().signIn);
  const { action, fields } = await readPage(address, 'Sign in');
  const stolen = new URLSearchParams({
    grant_type: 'authorization_code',
    code: fields.get('code') ?? '',
    redirect_uri: action,
    code_verifier: 'a-guess-that-is-long-enough-to-be-a-verifier-of-pkce',
  });
  const token = `${azure.origin}/${knownPrincipal.tenantId}/oauth2/v2.0/token`;
  expect((await fetch(token, { method: 'POST', body: stolen })).status).toBe(400);
  await fetch(action, { method: 'POST', body: fields });
  await ended;
});

test('a token that Azure has revoked is renewed without a browser, until the person has to sign in again', async () => {
  const { signIn, api } = browser();
  const { address, ended } = await begin(signIn);
  await pressOnPage(address, 'Sign in');
  await ended;
  const before = opener.opened.length;
  await api.subscriptions(quiet());
  azure.expireTokens({ claims: true });
  expect(await api.subscriptions(quiet())).toHaveLength(2);
  azure.expireTokens({ claims: true });
  azure.faults.refusal = 50173;
  const error = await failureOf(api.subscriptions(quiet()));
  expect(error.failure).toEqual({ code: 'SignedOut', obstacle: 'signedOut' });
  for (const secret of azure.entra.tokens) expect(describeFully(error)).not.toContain(secret);
  expect(opener.opened).toHaveLength(before);
});

test('a person who goes back is told so, and can sign in after all', async () => {
  const { signIn, api } = browser();
  const { address, failed } = await begin(signIn);
  await pressOnPage(address, 'Cancel');
  const error = await failed;
  expect(error.failure).toEqual({ code: 'SignedOut' });
  expect(error.message).toContain('canceled in the browser');
  const again = await begin(signIn);
  await pressOnPage(again.address, 'Sign in');
  await again.ended;
  expect(await api.subscriptions(quiet())).toHaveLength(2);
});

test('a person who declines what is asked for lacks consent', async () => {
  const { address, failed } = await begin(browser().signIn);
  const { action, fields } = await readPage(address, 'Cancel');
  fields.set('error_description', 'AADSTS65004: User declined to consent to access the app.');
  await fetch(action, { method: 'POST', body: fields });
  expect((await failed).failure).toEqual({ code: 'SignedOut', obstacle: 'consent' });
});

test('a page that is closed without a word can be given up', async () => {
  const controller = new AbortController();
  const { failed } = await begin(browser().signIn, controller.signal);
  controller.abort();
  expect((await failed).code).toBe('Canceled');
});

test('where no browser can be opened another way to sign in is recommended', async () => {
  const before = process.env.PATH;
  process.env.PATH = folder.path;
  try {
    const error = await failureOf(browser().signIn(quiet()));
    expect(error.failure).toEqual({ code: 'SignedOut', obstacle: 'blocked' });
    expect(error.message).toContain('device code');
  } finally {
    process.env.PATH = before;
  }
});
