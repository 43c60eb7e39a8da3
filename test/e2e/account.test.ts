import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingsFor, startLoopbackAzure } from '../support/loopbackAzure';
import { startAccounts } from './accounts';
import { useWorkbench } from './useWorkbench';

const folder = mkdtempSync(join(tmpdir(), 'arc-account-'));
const azure = await startLoopbackAzure({ directory: folder });
const accounts = await startAccounts(azure);
const scope = `${azure.origin}/.default`;
const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';
const [operator, auditor] = ['operator@contoso.example', 'auditor@contoso.example'] as const;
azure.faults.onlySubscription.set(auditor, branches);

afterAll(async () => {
  await accounts[Symbol.asyncDispose]();
  await azure[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const { extensions, args, env } = accounts.options;
const workbench = useWorkbench({
  settings: { 'arcGateway.environment': 'azure', 'microsoft-sovereign-cloud.environment': 'custom' },
  machineSettings: { ...settingsFor(azure), 'arcGateway.authentication': 'vscode' },
  extensions,
  args,
  env: { ...env, NODE_EXTRA_CA_CERTS: azure.certificate },
});
const view = () => workbench().page.locator('.sidebar');
const tree = () => workbench().tree('Inventory');

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
