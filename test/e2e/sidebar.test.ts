import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ settings: { 'arcGateway.environment': 'azure' } });

test('signed out, the view says how to begin, and leads into the sample tenant and out of it', async () => {
  await workbench().openContainer('Azure Arc');
  const view = workbench().page.locator('.sidebar');
  await view.getByText('Sign in to see your Arc gateways').waitFor();
  await workbench().screenshot('sidebar-signed-out');
  await view.getByText('explore a sample tenant').click();
  await workbench().tree('Inventory').find('gw-hub-weu');
  await view.getByText('Sample tenant, not Azure.').waitFor();
  await workbench().statusBar('Arc sample tenant').waitFor();
});

test('the inventory is grouped by subscription, location or gateway', async () => {
  const tree = workbench().tree('Inventory');
  await workbench().runCommand('Azure Arc: Group by location');
  await expect
    .poll(() => tree.labels())
    .toEqual(expect.arrayContaining(['northeurope', 'swedencentral', 'westeurope']));
  await workbench().runCommand('Azure Arc: Group by subscription');
  await expect.poll(() => tree.labels()).toEqual(['Contoso Branches', 'Contoso Production']);
  await workbench().screenshot('sidebar-by-subscription');
  await workbench().runCommand('Azure Arc: Group by gateway');
  await tree.find('gw-hub-weu');
});

test('a filter keeps what matches and the way to it, until it is cleared', async () => {
  const tree = workbench().tree('Inventory');
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await workbench().quickInput.accept('sql windows');
  await expect.poll(() => tree.labels()).toContain('sql-muc-01');
  expect(await tree.labels()).not.toContain('web-ber-01');
  await workbench().screenshot('sidebar-filtered');
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await workbench().quickInput.accept('nothing has this name');
  await workbench().page.locator('.sidebar').getByRole('button', { name: 'Clear the filter' }).click();
  await tree.find('gw-hub-weu');
});

test('a cluster that says enabled without an association is flagged in words', async () => {
  const tree = workbench().tree('Inventory');
  await tree.expand('Direct, no gateway');
  const label = await (await tree.find('k3s-oslo-01')).getAttribute('aria-label');
  expect(label).toContain('gateway enabled but not associated');
});

test('rows give their ids and URLs away, and explain themselves', async () => {
  const tree = workbench().tree('Inventory');
  await (await tree.find('gw-hub-weu')).hover();
  const hover = workbench().page.locator('.monaco-hover').filter({ hasText: 'Resource group' });
  await hover.waitFor();
  expect(await hover.innerText()).toContain('gw.arc.azure.com');
  await workbench().screenshot('sidebar-tooltip');
});

test('the view reads well in every theme', async () => {
  for (const theme of ['dark', 'highContrast', 'highContrastLight', 'light'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`sidebar-${theme}`);
  }
  expect(workbench().policyBreaches).toEqual([]);
});
