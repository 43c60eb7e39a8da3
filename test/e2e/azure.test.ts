import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { knownPrincipal, settingsFor, startLoopbackAzure } from '../support/loopbackAzure';
import { noFaults } from '../support/loopbackFaults';
import { enterServicePrincipal } from './servicePrincipal';
import { useWorkbench } from './useWorkbench';
import { expectNowhereWritten } from './written';

const folder = mkdtempSync(join(tmpdir(), 'arc-azure-'));
const azure = await startLoopbackAzure({ directory: folder });
const patiently = { timeout: 20_000 };
const branches = 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8';

afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
  azure.setTrusted(true);
});

const workbench = useWorkbench({
  settings: { 'arcGateway.environment': 'azure' },
  machineSettings: settingsFor(azure),
  env: { NODE_EXTRA_CA_CERTS: azure.certificate },
});
const view = () => workbench().page.locator('.sidebar');
const tree = () => workbench().tree('Inventory');
const spoken = async (label: string) => (await tree().find(label)).getAttribute('aria-label');
const press = (button: string) => view().getByRole('button', { name: button }).click();
const refresh = () => workbench().runCommand('Azure Arc: Refresh');

test('a service principal is stored, signs in over TLS, and the tree fills', async () => {
  await workbench().openContainer('Azure Arc');
  await view().getByText('No service principal is stored').waitFor();
  await workbench().screenshot('azure-no-service-principal');
  await press('Store a service principal');
  await enterServicePrincipal(workbench());
  await tree().find('gw-hub-weu');
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  await tree().expand('gw-hub-weu');
  await tree().find('web-ber-01');
  expect(await workbench().statusBar('Arc sample tenant').count()).toBe(0);
  await workbench().screenshot('azure-signed-in');
});

test('throttling is survived', async () => {
  const start = azure.requests.length;
  azure.faults.throttled = 3;
  await refresh();
  await expect.poll(() => azure.requests.slice(start).filter((line) => line.endsWith('429')).length, patiently).toBe(3);
  await tree().find('gw-hub-weu');
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  // Azure does not offer it for one cluster; that is all.
  expect(await spoken('Association could not be loaded')).toBe('Group Association could not be loaded, 1');
  await view().getByText('Azure does not report here which gateway a cluster uses.').waitFor();
});

test('one subscription that is forbidden leaves the other as it was', async () => {
  azure.faults.forbidden.add(branches);
  await refresh();
  await expect.poll(() => spoken('Association could not be loaded')).not.toMatch(/, 1$/);
  await tree().expand('gw-hub-weu');
  await tree().find('web-ber-01');
  await workbench().screenshot('azure-forbidden');
});

test('a certificate of an unknown authority is told, and trying again works once it is replaced', async () => {
  azure.setTrusted(false);
  await refresh();
  await tree().find('Could not load from Azure');
  await view()
    .getByText(/^As of .* ago\. /)
    .waitFor();
  await tree().find('gw-hub-weu');
  await workbench().screenshot('azure-unreachable');
  azure.setTrusted(true);
  await tree().activate('Could not load from Azure');
  await tree().row('Could not load from Azure').waitFor({ state: 'detached' });
  await tree().find('gw-hub-weu');
});

test('Resource Graph that is denied is told above the rows that ARM lists', async () => {
  azure.faults.graphDenied = true;
  await refresh();
  await view().getByText('No access to Azure Resource Graph, so subscriptions are loaded one by one.').waitFor();
  await tree().find('gw-hub-weu');
  await workbench().screenshot('azure-graph-denied');
});

test('a slow refresh keeps the rows, says their age after a reload, and can be canceled', async () => {
  await refresh();
  await tree().find('gw-hub-weu');
  azure.faults.slowPagesMilliseconds = 30_000;
  await workbench().reload();
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await view()
    .getByText(/^As of .* ago; loading…$/)
    .waitFor();
  await workbench().screenshot('azure-snapshot');
  await tree().pressTitleButton('Cancel refresh');
  await view()
    .getByText(/^As of .* ago\. Refresh to load the current state\.$/)
    .waitFor();
});

test('only the chosen subscriptions are read, also after a reload', async () => {
  await workbench().runCommand('Azure Arc: Choose subscriptions…');
  await workbench().quickInput.toggle('Contoso Branches');
  await workbench().screenshot('azure-subscriptions');
  await workbench().quickInput.confirm();
  await tree().row('gw-branches-ne').waitFor({ state: 'detached' });
  await tree().find('gw-hub-weu');
  await workbench().reload();
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  expect(await tree().labels()).not.toContain('gw-branches-ne');
});

test('a secret that has expired leads to storing another one', async () => {
  azure.expireTokens({ claims: true });
  azure.faults.refusal = 7000222;
  await refresh();
  await tree().find('Could not load from Azure');
  azure.faults.refusal = undefined;
  await tree().activate('Could not load from Azure');
  await enterServicePrincipal(workbench());
  await tree().find('gw-hub-weu');
});

test('a device code is shown, and signs in when it has been entered', async () => {
  await workbench().runCommand('Azure Arc: Choose how to sign in…');
  await workbench().quickInput.choose('Device code');
  const message = workbench().notification('enter the code LOOP1234');
  await message.waitFor();
  await message.getByRole('button', { name: 'Copy & Open' }).waitFor();
  await workbench().screenshot('azure-device-code');
  azure.entra.isCodeEntered = true;
  await tree().find('gw-hub-weu');
});

test('neither the secret nor a token lies in any file that VS Code has written', () => {
  expectNowhereWritten(workbench(), azure.entra, knownPrincipal.secret);
});
