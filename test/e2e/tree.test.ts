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
