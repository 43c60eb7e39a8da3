import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { tenantId } from '../../src/sample/data/ids';
import { changes, writeClusterTools } from '../support/clusterTools';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const tree = () => workbench().tree('Inventory');

const testRow = (label: string): Locator =>
  workbench()
    .page.locator('.test-explorer .monaco-list-row')
    .filter({ has: workbench().page.locator('.label', { hasText: label }) })
    .first();
const stateOf = (label: string) => testRow(label).getAttribute('aria-label');

async function chooseContext(cluster: string, context: string): Promise<void> {
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(cluster, 'Choose kubectl context…');
  await workbench().quickInput.choose(context);
  await workbench().modal().getByText(`Read ${cluster} with the context`).waitFor();
}

async function verify(cluster: string, gateway: string): Promise<void> {
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(cluster, 'Verify connection…');
  await expect.poll(() => stateOf(gateway), { timeout: 60_000 }).toMatch(/\((Failed|Passed|Errored)\)/);
  for (const label of [gateway, cluster])
    if ((await testRow(label).getAttribute('aria-expanded')) !== 'true')
      await testRow(label).locator('.monaco-tl-twistie').click();
}

test('a cluster is read with the context that was agreed to, and contradicts what Azure says', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().expand('gw-branches-ne');
  await chooseContext('k3s-lyon-01', 'k3s-lyon-01-admin');
  const consent = await workbench().modal().innerText();
  expect(consent).toContain('kubectl get configmaps/azure-clusterconfig --namespace=azure-arc');
  expect(consent).toContain('--show-labels');
  await workbench().screenshot('cluster-consent');
  await workbench().answer('Read');

  await verify('k3s-lyon-01', 'gw-branches-ne');
  expect(await stateOf('The kubectl context is this cluster')).toContain('(Passed)');
  expect(await stateOf('The agents’ pods are ready')).toContain('(Passed)');
  expect(await stateOf('The cluster and its association agree')).toContain('(Passed)');
  expect(await stateOf('The agents are set to the expected gateway')).toContain('(Failed)');
  await workbench().screenshot('cluster-verified');
});

test('another cluster’s context is said, and nothing of it is compared', async () => {
  await chooseContext('k3s-lyon-01', 'ocp-muc-01-admin');
  await workbench().answer('Read');
  await verify('k3s-lyon-01', 'gw-branches-ne');
  await expect.poll(() => stateOf('The kubectl context is this cluster')).toContain('(Failed)');
  await workbench().screenshot('cluster-other');
  await expect.poll(() => testRow('The agents’ pods are ready').count()).toBe(0);
});

const savedScript = (fileName: string): string => {
  const file = join(workbench().server.workspace, fileName);
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : '';
};

/** The person's own tools, before Azure knows the cluster. */
const own = {
  cliVersion: '2.80.0',
  extensionVersion: '1.11.2',
  tenant: tenantId,
  gatewayState: 'Succeeded',
  currentContext: 'k3s-oslo-01-admin',
  pods: ['pod/arc-proxy-7d4-x'],
  proxyGateway: 'b25f8d36.gw.arc.azure.com',
};

test('a cluster is described, connected by its scripts, attached, verified, followed, and detached', async () => {
  const cluster = 'k3s-oslo-01';
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu('gw-branches-ne', 'Onboard Kubernetes cluster with Arc gateway');
  const form = workbench().webview();
  await form.getByRole('textbox', { name: 'Cluster’s name in Azure' }).fill(cluster);
  await form.getByText('Custom locations', { exact: true }).click();
  await form
    .getByRole('button', { name: /^Azure › Resource group/ })
    .first()
    .click();
  await form.getByRole('combobox', { name: 'Resource group' }).selectOption({ label: 'rg-stores' });

  // What is missing in Azure is registered from where it is said.
  await form.getByRole('button', { name: 'Register…' }).first().click();
  await workbench().modal().getByText('Microsoft.ExtendedLocation').waitFor();
  await workbench().screenshot('cluster-register');
  await workbench().answer('Register');
  await workbench().notification('Contoso Branches is registered for Microsoft.ExtendedLocation').waitFor();
  await form.getByRole('button', { name: 'Register…' }).first().waitFor({ state: 'detached' });

  await form.getByRole('button', { name: 'Save scripts' }).click();
  await workbench().quickInput.acceptPath(`${workbench().server.workspace}/`);
  await expect.poll(() => savedScript(`leave-arc-${cluster}.sh`).length).toBeGreaterThan(1000);
  const tools = writeClusterTools();
  try {
    tools.set(own);
    const ended = ['connect', 'connect', 'verify'].map((stem) => tools.bash(savedScript(`${stem}-${cluster}.sh`)));
    expect(ended.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(changes(tools.runs).map(([, command]) => command)).toEqual(['connect']);
  } finally {
    tools.remove();
  }

  await tree().expand('Direct, no gateway');
  await tree().chooseFromMenu(cluster, 'Associate with gateway…');
  await workbench().quickInput.choose('gw-branches-ne');
  await workbench().answer('Associate');
  await workbench().notification(`${cluster} is associated with gw-branches-ne`).waitFor();

  await tree().expand('gw-branches-ne');
  await chooseContext(cluster, `${cluster}-admin`);
  await workbench().answer('Read');
  await verify(cluster, 'gw-branches-ne');
  // Rows of the cluster that was verified before have the same names.
  await expect.poll(() => stateOf(cluster), { timeout: 60_000 }).toContain('(Passed)');

  await workbench().openContainer('Azure Arc');
  // The context has been agreed to.
  await tree().chooseFromMenu(cluster, 'Follow the Arc proxy’s log');
  await workbench().statusBar(`Arc proxy: ${cluster}`).click();
  await workbench().statusBar(`Arc proxy: ${cluster}`).waitFor({ state: 'detached' });

  await tree().chooseFromMenu(cluster, 'Detach from gateway…');
  await workbench().modal().getByText(`Detach ${cluster} from gw-branches-ne?`).waitFor();
  await workbench().answer('Detach');
  await workbench().notification(`${cluster} is detached from gw-branches-ne`).waitFor();
});
