import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cliToken, notLoggedIn, writeAzureCli } from '../support/azureCli';
import { writeBrowserOpener } from '../support/browserOpener';
import { knownPrincipal, settingsFor, startLoopbackAzure } from '../support/loopbackAzure';
import { startAccounts } from './accounts';
import { useWorkbench } from './useWorkbench';
import { expectNowhereWritten } from './written';

const folder = mkdtempSync(join(tmpdir(), 'arc-account-'));
const azure = await startLoopbackAzure({ directory: folder });
const accounts = await startAccounts(azure);
const scope = `${azure.origin}/.default`;
const { tenantId } = knownPrincipal;
const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';
const [operator, auditor] = ['operator@contoso.example', 'auditor@contoso.example'] as const;
azure.faults.onlySubscription.set(auditor, branches);

afterAll(async () => {
  await accounts[Symbol.asyncDispose]();
  await azure[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const cli = writeAzureCli(folder);
const opener = writeBrowserOpener(folder);
writeFileSync(join(folder, '.profile'), `PATH=${[cli.path, opener.path, process.env.PATH].join(delimiter)}\n`);
const { extensions, args, env } = accounts.options;
const workbench = useWorkbench({
  settings: { 'arcGateway.environment': 'azure', 'microsoft-sovereign-cloud.environment': 'custom' },
  machineSettings: { ...settingsFor(azure), 'arcGateway.authentication': 'vscode' },
  extensions,
  args,
  // VS Code takes its PATH from a login shell.
  env: { ...env, NODE_EXTRA_CA_CERTS: azure.certificate, SHELL: '/bin/bash', HOME: folder },
});
const view = () => workbench().page.locator('.sidebar');
const tree = () => workbench().tree('Inventory');
const refresh = () => workbench().runCommand('Azure Arc: Refresh');
const signIn = () => workbench().runCommand('Azure Arc: Sign in to Azure');

test('nobody is asked before they press something that says so, and VS Code asks for consent', async () => {
  await workbench().openContainer('Azure Arc');
  await view().getByText('Sign in to see your Arc gateways').waitFor();
  expect(accounts.asked.map(({ method }) => method)).not.toContain('create');
  await workbench().screenshot('account-signed-out');
  accounts.next = operator;
  await view().getByRole('button', { name: 'Sign in to Azure' }).click();
  await workbench().modal().getByText('wants to sign in using').waitFor();
  await workbench().screenshot('account-consent');
  await workbench().answer('Allow');
  await tree().find('gw-hub-weu');
  await workbench().screenshot('account-signed-in');
  expect(accounts.asked.filter(({ method }) => method === 'create')).toEqual([{ method: 'create', scopes: [scope] }]);
});

test('after a reload the same person is signed in, and nobody is asked', async () => {
  const start = accounts.asked.length;
  await workbench().reload();
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  // Without a scope it is VS Code itself, for its menu of accounts.
  const asked = accounts.asked.slice(start).filter(({ scopes }) => scopes !== undefined);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ method, scopes }) => method !== 'get' || scopes?.join() !== scope)).toEqual([]);
});

test('a person who does not agree after all is told nothing, and everything stays', async () => {
  await signIn();
  await workbench().answer('Cancel');
  await workbench().notification('Signing in to Azure').waitFor({ state: 'detached' });
  await refresh();
  await tree().find('gw-hub-weu');
  expect(await workbench().page.locator('.notification-toast').allInnerTexts()).toEqual([]);
});

test('another account shows what it sees, with nothing left of the other, also after a reload', async () => {
  accounts.next = auditor;
  await signIn();
  await workbench().answer('Allow');
  await workbench().quickInput.rows().filter({ hasText: operator }).waitFor();
  await workbench().screenshot('account-choice');
  await workbench().quickInput.choose('Sign in to another account');
  await tree().row('gw-hub-weu').waitFor({ state: 'detached' });
  await tree().find('gw-branches-ne');
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  await workbench().screenshot('account-switched');
  expect(await tree().labels()).not.toContain('gw-hub-weu');
  await workbench().reload();
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-branches-ne');
  expect(await tree().labels()).not.toContain('gw-hub-weu');
});

test('a choice between accounts that is given up leaves the one that was', async () => {
  await signIn();
  await workbench().answer('Allow');
  await workbench().quickInput.rows().filter({ hasText: operator }).waitFor();
  await workbench().quickInput.cancel();
  await workbench().notification('Signing in to Azure').waitFor({ state: 'detached' });
  // So that the token that is there does not do.
  azure.expireTokens({ claims: true });
  const start = azure.requests.length;
  await refresh();
  await expect.poll(() => azure.requests.slice(start).some((line) => line.endsWith('→ 200'))).toBe(true);
  await tree().find('gw-branches-ne');
  expect(await tree().labels()).not.toContain('Could not load from Azure');
  expect(await tree().labels()).not.toContain('gw-hub-weu');
  expect(await workbench().page.locator('.notification-toast').allInnerTexts()).toEqual([]);
});

test('an account that was there before is chosen again', async () => {
  const start = accounts.asked.length;
  await signIn();
  await workbench().answer('Allow');
  await workbench().quickInput.choose(operator);
  await tree().find('gw-hub-weu');
  expect(accounts.asked.slice(start).map(({ method }) => method)).not.toContain('create');
});

test('a tenant that is chosen is asked for, and no other', async () => {
  await workbench().runCommand('Azure Arc: Choose tenant…');
  const start = accounts.asked.length;
  await workbench().quickInput.choose(tenantId);
  await expect.poll(() => accounts.asked.length).toBeGreaterThan(start);
  await tree().find('gw-hub-weu');
  expect(accounts.asked.slice(start).map(({ scopes }) => scopes?.join(' '))).toContain(
    `${scope} VSCODE_TENANT:${tenantId}`,
  );
});

const demand = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
const demands = (start: number) =>
  accounts.asked.slice(start).flatMap(({ method, claims = [] }) => claims.map((each) => `${method} ${each}`));

test('what Azure demands of a new token is met without the person where it can be', async () => {
  const start = accounts.asked.length;
  azure.expireTokens({ claims: true });
  await refresh();
  await expect.poll(() => demands(start)).toContain(`get ${Buffer.from(demand).toString('base64')}`);
  await tree().find('gw-hub-weu');
  expect(await tree().labels()).not.toContain('Could not load from Azure');
});

test('and with the person where it cannot: the sign-in brings what was demanded', async () => {
  const start = accounts.asked.length;
  accounts.next = operator;
  accounts.meetsDemands = false;
  azure.expireTokens({ claims: true });
  await refresh();
  await tree().find('Could not load from Azure');
  await workbench().screenshot('account-demand');
  await tree().activate('Could not load from Azure');
  await workbench().answer('Allow');
  await tree().row('Could not load from Azure').waitFor({ state: 'detached' });
  await tree().find('gw-hub-weu');
  expect(demands(start)).toContain(`create ${Buffer.from(demand).toString('base64')}`);
  accounts.meetsDemands = true;
});

test('a sign-in whose page is left alone can be given up', async () => {
  accounts.isHesitant = true;
  await signIn();
  await workbench().answer('Allow');
  await workbench().quickInput.choose('Sign in to another account');
  await workbench().notification('Signing in to Azure').getByRole('button', { name: 'Cancel' }).click();
  await workbench().notification('Signing in to Azure').waitFor({ state: 'detached' });
  accounts.isHesitant = false;
  accounts.leavePages();
  await refresh();
  await tree().find('gw-hub-weu');
  expect(await workbench().page.locator('.notification-toast').allInnerTexts()).toEqual([]);
});

/** Signs an account out by VS Code's own means. */
async function signOut(account: string): Promise<void> {
  await workbench().runCommand('Accounts: Manage Accounts');
  await workbench().quickInput.choose(account);
  await workbench().quickInput.choose('Sign Out');
  await workbench().answer('Sign Out');
}

test('signing out in VS Code signs out here, with one action to come back', async () => {
  await signOut(operator);
  await tree().row('gw-hub-weu').waitFor({ state: 'detached' });
  await tree().find('gw-branches-ne');
  await signOut(auditor);
  await view().getByText('Sign in to see your Arc gateways').waitFor();
  expect(await view().getByText('gw-branches-ne').count()).toBe(0);
  for (const theme of ['highContrast', 'dark'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`account-signed-out-${theme}`);
  }
  accounts.next = operator;
  await view().getByRole('button', { name: 'Sign in to Azure' }).click();
  await workbench().answer('Allow');
  await tree().find('gw-hub-weu');
});

test('a login of the Azure CLI is enough, once it is there', async () => {
  cli.answer(tenantId, notLoggedIn);
  await workbench().runCommand('Azure Arc: Choose how to sign in…');
  await workbench().quickInput.choose('Azure CLI');
  await view().getByText('The Azure CLI isn’t installed where this extension runs').waitFor();
  await workbench().screenshot('account-cli');
  cli.answer(tenantId, cliToken(azure.entra.issue()));
  await refresh();
  await tree().find('gw-hub-weu');
});

test('the browser opens for a person who signs in there', async () => {
  const before = opener.opened.length;
  await workbench().runCommand('Azure Arc: Choose how to sign in…');
  await workbench().quickInput.choose('Sign in on a page in this machine’s browser');
  await expect.poll(() => opener.opened.length).toBe(before + 1);
  const page = await workbench().newBrowserPage();
  await page.goto(opener.opened.at(-1) ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('close this window').waitFor();
  await page.context().close();
  await tree().find('gw-hub-weu');
});

test('no token lies in any file that VS Code has written', () => {
  expectNowhereWritten(workbench(), azure.entra);
});
