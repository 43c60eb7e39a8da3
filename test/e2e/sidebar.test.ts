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

test('the Azure Arc view shows the gateways of the sample tenant and what goes through them', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.find('gw-branches-ne');
  await tree.row('Loading associations').waitFor({ state: 'detached' });
  expect(await tree.labels()).toEqual(expect.arrayContaining(['gw-branches-ne', 'gw-hub-weu', 'gw-plants-sc']));
  const before = await tree.labels();
  await tree.expand('gw-hub-weu');
  await expect.poll(() => tree.labels()).not.toEqual(before);
  await workbench().screenshot('tree');
});

test('what Azure does not say of a cluster is no fault of it, and is said once', async () => {
  const tree = workbench().tree('Inventory');
  const spoken = async (label: string) => (await tree.find(label)).getAttribute('aria-label');
  // Its row in Resource Graph says nothing of a gateway, ARM does.
  expect(await spoken('ocp-muc-01')).toMatch(/^Cluster ocp-muc-01, connected, OpenShift/);
  // Azure offers no settings of this one.
  expect(await spoken('Association could not be loaded')).toBe('Group Association could not be loaded, 1');
  await tree.expand('Association could not be loaded');
  expect(await spoken('mk8s-nbg-01')).toMatch(/gateway unknown$/);
  const header = workbench().page.locator('.sidebar').getByText('Azure does not report here which gateway');
  expect(await header.count()).toBe(1);
  await workbench().screenshot('tree-not-offered');
});

test('the inventory is grouped by subscription, location or gateway', async () => {
  const tree = workbench().tree('Inventory');
  const groupBy = async (title: string): Promise<void> => {
    await workbench().runCommand('Azure Arc: Group by…');
    await workbench().quickInput.accept(title);
  };
  await groupBy('Region');
  await expect
    .poll(() => tree.labels())
    .toEqual(expect.arrayContaining(['North Europe', 'Sweden Central', 'West Europe']));
  await groupBy('Problem');
  await expect.poll(() => tree.labels()).toEqual(expect.arrayContaining(['disconnected', 'nothing to note']));
  await workbench().screenshot('sidebar-by-problem');
  await groupBy('Subscription');
  await expect.poll(() => tree.labels()).toEqual(['Needs attention', 'Contoso Branches', 'Contoso Production']);
  await workbench().screenshot('sidebar-by-subscription');
  await groupBy('Gateway');
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
  expect(label).toContain('enabled, not associated');
});

test('rows give their ids and URLs away, and explain themselves', async () => {
  const tree = workbench().tree('Inventory');
  const hover = workbench().page.locator('.monaco-hover').filter({ hasText: 'Resource group' });
  // While the tree scrolls, another row comes under the pointer.
  const shown = async (): Promise<string> => {
    await (await tree.find('gw-hub-weu')).hover();
    await hover.first().waitFor();
    return hover.first().innerText();
  };
  await expect.poll(shown).toContain('gw.arc.azure.com');
  await workbench().screenshot('sidebar-tooltip');
});

test('the view reads well in every theme', async () => {
  for (const theme of ['dark', 'highContrast', 'highContrastLight', 'light'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`sidebar-${theme}`);
  }
  expect(workbench().policyBreaches).toEqual([]);
});

test('a right-click detaches a machine: the modal says what it means, and the tree shows that it is done', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.expand('gw-hub-weu');
  const row = 'web-ber-02';
  expect(await tree.menuOf(row)).toContain('Detach from gateway…');
  await workbench().screenshot('detach-menu');
  await workbench().page.keyboard.press('Escape');

  await tree.chooseFromMenu(row, 'Detach from gateway…');
  const modal = workbench().modal();
  await modal.getByText('Detach web-ber-02 from gw-hub-weu?').waitFor();
  const text = await modal.innerText();
  expect(text).toContain('Clear the association of web-ber-02. gw-hub-weu no longer accepts its traffic.');
  expect(text).toContain('guestnotificationservice.azure.com');
  expect(text).toContain('sudo azcmagent config set connection.type direct');
  await workbench().screenshot('detach-modal');
  await workbench().answer('Detach');

  await workbench().notification('web-ber-02 is detached from gw-hub-weu').waitFor();
  await tree.row(row).waitFor({ state: 'detached' });
  await tree.expand('Direct, no gateway');
  await expect.poll(() => tree.find(row).then((found) => found.getAttribute('aria-label'))).toContain('direct');
  expect(await tree.menuOf(row)).not.toContain('Detach from gateway…');
  await workbench().page.keyboard.press('Escape');
  await workbench().screenshot('detach-done');
});

test('canceling the modal changes nothing', async () => {
  const tree = workbench().tree('Inventory');
  await tree.chooseFromMenu('web-ber-03', 'Detach from gateway…');
  await workbench().answer('Cancel');
  await workbench().runCommand('Azure Arc: Refresh');
  await expect
    .poll(() => tree.find('web-ber-03').then((found) => found.getAttribute('aria-label')), { timeout: 20_000 })
    .toContain('gw-hub-weu');
});
