import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
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
  await tree().chooseFromMenu(cluster, 'Choose a kubectl context…');
  await workbench().quickInput.choose(context);
  await workbench().modal().getByText(`Read ${cluster} with the context`).waitFor();
}

async function verify(cluster: string, gateway: string): Promise<void> {
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(cluster, 'Verify');
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
