import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench();
const tree = () => workbench().tree('Inventory');
const labelOf = async (name: string): Promise<string> =>
  (await (await tree().find(name)).getAttribute('aria-label')) ?? '';
const quickInput = () => workbench().page.locator('.quick-input-widget');
const waitForQuestion = (text: string) => quickInput().getByText(text).first().waitFor();

test('a gateway is created step by step, shows that it is being made, and ends with its URL', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await workbench().runCommand('Azure Arc: Create gateway…');
  const input = workbench().quickInput;
  await quickInput().getByText('Create Arc gateway (1/5)').waitFor();
  await input.rows().filter({ hasText: 'Contoso Branches' }).waitFor();
  await workbench().screenshot('gateway-create-1-subscription');
  await input.choose('Contoso Branches');
  await waitForQuestion('Create Arc gateway (2/5)');
  await input.rows().filter({ hasText: 'rg-stores' }).waitFor();
  await workbench().screenshot('gateway-create-2-group');
  await input.choose('New resource group…');
  await waitForQuestion('New resource group (2/5)');
  await quickInput().getByRole('button', { name: 'Back' }).click();
  await input.choose('rg-stores');
  await waitForQuestion('Create Arc gateway (3/5)');
  await expect.poll(() => quickInput().locator('.monaco-list-row.focused').innerText()).toContain('North Europe');
  await workbench().screenshot('gateway-create-3-location');
  await input.accept();
  await waitForQuestion('Create Arc gateway (4/5)');
  await input.accept('gw stores!');
  await quickInput().getByText('can have only letters without accents').waitFor();
  await workbench().screenshot('gateway-create-4-name');
  await input.accept('gw-stores-ne');
  await waitForQuestion('Create Arc gateway (5/5)');
  await input.accept('env=test');

  const modal = workbench().modal();
  await modal.getByText('Create the Arc gateway gw-stores-ne? (sample tenant)').waitFor();
  await workbench().screenshot('gateway-create-6-confirm');
  const text = await modal.innerText();
  for (const fact of ['Contoso Branches', 'rg-stores', 'North Europe', 'env=test']) expect(text).toContain(fact);
  await workbench().answer('Create');

  await expect.poll(() => labelOf('gw-stores-ne')).toContain('being created');
  await workbench().notification('Azure says').waitFor();
  await workbench().screenshot('gateway-create-7-creating');
  // Who stops waiting loses nothing: the row goes on, and the end is told.
  await workbench().notification('Azure says').getByRole('button', { name: 'Cancel' }).click();
  await workbench().notification('Azure says').waitFor({ state: 'detached' });
  expect(await labelOf('gw-stores-ne')).toContain('being created');
  await workbench().notification('The gateway gw-stores-ne is ready').waitFor({ timeout: 60_000 });
  expect(await labelOf('gw-stores-ne')).toMatch(/ready.*[0-9a-f]{8}\.gw\.arc\.azure\.com/);
  await workbench().screenshot('gateway-create-8-ready');
});

test('its bypass list is changed after a look at the difference, and its page shows it', async () => {
  expect(await tree().menuOf('gw-stores-ne')).toEqual([
    'Show details',
    'Edit gateway bypass list…',
    'Onboard server with Arc gateway',
    'Onboard Kubernetes cluster with Arc gateway',
    'Add machines to gateway…',
    'Copy gateway URL',
    'Copy resource ID',
    'Open in Azure portal',
    'Delete gateway…',
  ]);
  await workbench().screenshot('gateway-menu');
  await workbench().page.keyboard.press('Escape');
  await tree().chooseFromMenu('gw-stores-ne', 'Edit gateway bypass list…');
  await waitForQuestion('Bypass list of gw-stores-ne');
  const input = workbench().quickInput;
  await input.fill('10.0.0.4');
  await quickInput()
    .getByText('10.0.0.4 is omitted: the gateway’s bypass list takes only full DNS host names.')
    .waitFor();
  await workbench().screenshot('gateway-bypass-1-refused');
  await input.accept('repo.contoso.com, artifacts.contoso.com');
  await workbench().modal().getByText('+ repo.contoso.com').waitFor();
  await workbench().screenshot('gateway-bypass-2-difference');
  await workbench().answer('Apply');
  const page = workbench().webview();
  await page.getByRole('heading', { name: 'gw-stores-ne' }).waitFor();
  await page.getByText('artifacts.contoso.com').waitFor();
  await workbench().screenshot('gateway-page-new');
});

test('a subscription in the tree offers to create a gateway in it', async () => {
  await workbench().runCommand('Azure Arc: Group by…');
  await workbench().quickInput.accept('Subscription');
  await tree().chooseFromMenu('Contoso Production', 'Create gateway…');
  await quickInput().getByText('Create Arc gateway (1/5)').waitFor();
  await expect.poll(() => quickInput().locator('.monaco-list-row.focused').innerText()).toContain('Contoso Production');
  await workbench().quickInput.cancel();
  await workbench().runCommand('Azure Arc: Group by…');
  await workbench().quickInput.accept('Gateway');
});

test('what has no gateway yet is added to one, from its menu', async () => {
  await tree().chooseFromMenu('gw-stores-ne', 'Add machines to gateway…');
  await waitForQuestion('Add machines and clusters to gw-stores-ne');
  const input = workbench().quickInput;
  await input.rows().filter({ hasText: 'disconnected' }).first().waitFor();
  await workbench().screenshot('gateway-add-members');
  await input.fill('web-ber-01');
  await expect.poll(() => input.rows().count()).toBe(0);
  await input.fill('lab-test-02');
  await input.toggle('lab-test-02');
  await input.confirm();
  await workbench().modal().getByText('Associate lab-test-02 with gw-stores-ne?').waitFor();
  await workbench().answer('Cancel');
});

test('a gateway in use cannot be deleted, and what uses it can be moved to another one', async () => {
  await tree().chooseFromMenu('gw-hub-weu', 'Delete gateway…');
  await workbench().modal().getByText('gw-hub-weu cannot be deleted').waitFor();
  expect(await workbench().modal().innerText()).toContain('web-ber-01');
  await workbench().screenshot('gateway-delete-refused');
  await workbench().answer('Move them…');
  await waitForQuestion('from gw-hub-weu to another gateway');
  await workbench().screenshot('gateway-move-members');
  const offered = await workbench().quickInput.rows().allInnerTexts();
  expect(offered.join()).toContain('gw-stores-ne');
  expect(offered.join()).not.toContain('gw-hub-weu');
  await workbench().quickInput.cancel();
});

test('one that nothing uses is deleted once its name is typed', async () => {
  // From the palette, which asks for the gateway.
  await workbench().runCommand('Azure Arc: Delete gateway…');
  await workbench().quickInput.rows().filter({ hasText: 'gw-stores-ne' }).waitFor();
  await workbench().screenshot('palette-picks-gateway');
  await workbench().quickInput.accept('gw-stores');
  await waitForQuestion('Delete the gateway gw-stores-ne (sample tenant)');
  await expect.poll(() => quickInput().locator('input:focus').count()).toBe(1);
  await workbench().quickInput.cancel();
  await tree().chooseFromMenu('gw-stores-ne', 'Delete gateway…');
  await waitForQuestion('Delete the gateway gw-stores-ne (sample tenant)');
  await expect.poll(() => quickInput().locator('input:focus').count()).toBe(1);
  await workbench().quickInput.fill('gw-stores');
  await quickInput().getByText('This is not the name of the gateway.').waitFor();
  await workbench().screenshot('gateway-delete-typed');
  await workbench().quickInput.accept('gw-stores-ne');
  await expect.poll(() => labelOf('gw-stores-ne')).toContain('being deleted');
  await workbench().screenshot('gateway-deleting');
  await tree().row('gw-stores-ne').waitFor({ state: 'detached', timeout: 60_000 });
  await workbench().notification('The gateway gw-stores-ne is deleted.').waitFor();
});

// Last, because the sample tenant starts over.
test('a click on a gateway shows its page, which leads to what is behind it, and is there after a reload', async () => {
  await tree().activate('gw-hub-weu');
  const page = () => workbench().webview();
  await page().getByRole('heading', { name: 'Gateway gw-hub-weu' }).waitFor();
  await page()
    .getByRole('region', { name: 'Machines and clusters' })
    .getByRole('button', { name: 'web-ber-01' })
    .click();
  await page().getByRole('heading', { name: 'Machine web-ber-01' }).waitFor();
  await page().getByRole('list', { name: 'Hops to Azure' }).getByText('7c41e09b.gw.arc.azure.com').waitFor();
  expect(await workbench().page.locator('.tab .label-name').allInnerTexts()).toEqual(['web-ber-01']);
  await workbench().runCommand('Developer: Reload Window');
  await page().getByRole('heading', { name: 'Machine web-ber-01' }).waitFor();
  await page().getByRole('list', { name: 'Hops to Azure' }).getByText('7c41e09b.gw.arc.azure.com').waitFor();
  expect(workbench().policyBreaches).toEqual([]);
  for (const theme of ['light', 'highContrast', 'dark'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`gateway-page-${theme}`);
  }
});
