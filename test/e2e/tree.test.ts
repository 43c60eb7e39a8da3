import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench();

test('the Azure Arc view shows the gateways of the sample tenant and what goes through them', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.find('gw-branches-ne');
  await tree.row('Reading associations').waitFor({ state: 'detached' });
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
  expect(await spoken('ocp-muc-01')).toMatch(/^Cluster ocp-muc-01, Connected, openshift/);
  // Azure offers no settings of this one.
  expect(await spoken('Association could not be read')).toBe('Group Association could not be read, 1');
  await tree.expand('Association could not be read');
  expect(await spoken('mk8s-nbg-01')).toMatch(/gateway unknown$/);
  const header = workbench().page.locator('.sidebar').getByText('Azure does not offer here to read which gateway');
  expect(await header.count()).toBe(1);
  await workbench().screenshot('tree-not-offered');
});
