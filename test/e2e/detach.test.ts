import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench();

test('a right-click detaches a machine: the modal says what it means, and the tree shows that it is done', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.expand('gw-hub-weu');
  const row = 'web-ber-02';
  expect(await tree.menuOf(row)).toContain('Detach from gateway');
  await workbench().screenshot('detach-menu');
  await workbench().page.keyboard.press('Escape');

  await tree.chooseFromMenu(row, 'Detach from gateway');
  const modal = workbench().modal();
  await modal.getByText('Detach web-ber-02 from gw-hub-weu?').waitFor();
  const text = await modal.innerText();
  expect(text).toContain('Clear the association of web-ber-02. gw-hub-weu stops carrying its traffic.');
  expect(text).toContain('guestnotificationservice.azure.com');
  expect(text).toContain('sudo azcmagent config set connection.type direct');
  await workbench().screenshot('detach-modal');
  await workbench().answer('Detach');

  await workbench().notification('web-ber-02 is detached from gw-hub-weu').waitFor();
  await tree.row(row).waitFor({ state: 'detached' });
  await tree.expand('Direct, no gateway');
  await expect.poll(() => tree.find(row).then((found) => found.getAttribute('aria-label'))).toContain('direct');
  expect(await tree.menuOf(row)).not.toContain('Detach from gateway');
  await workbench().page.keyboard.press('Escape');
  await workbench().screenshot('detach-done');
});

test('cancelling the modal changes nothing', async () => {
  const tree = workbench().tree('Inventory');
  await tree.chooseFromMenu('web-ber-03', 'Detach from gateway');
  await workbench().answer('Cancel');
  await workbench().runCommand('Azure Arc: Refresh');
  await expect
    .poll(() => tree.find('web-ber-03').then((found) => found.getAttribute('aria-label')), { timeout: 20_000 })
    .toContain('gw-hub-weu');
});
