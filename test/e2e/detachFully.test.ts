import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const tree = () => workbench().tree('Inventory');
const modal = () => workbench().modal();
const descriptionOf = (row: string) =>
  tree()
    .find(row)
    .then((found) => found.getAttribute('aria-label'));

test('a machine is detached on both sides: asked, tried, set, cleared and reported; and taken back', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await tree().expand('gw-hub-weu');
  await tree().chooseFromMenu('web-ber-01', 'Detach from gateway');
  await modal().getByText('Detach web-ber-01 from gw-hub-weu?').waitFor();
  await workbench().screenshot('detach-fully-1-modal');
  await workbench().answer('On the Machine Too…');
  await workbench().page.getByText('How to reach the machine web-ber-01').waitFor();
  await workbench().screenshot('detach-fully-2-way');
  await workbench().quickInput.choose('Azure run command');
  await modal().getByText('Run this on web-ber-01?').waitFor();
  const consent = await modal().innerText();
  expect(consent).toContain('check which endpoints of Azure Arc can be reached');
  expect(consent).toContain('only after you have agreed to the plan');
  await workbench().screenshot('detach-fully-3-consent');
  await workbench().answer('Run');

  await modal().getByText('What changes, in this order:').waitFor();
  const plan = await modal().innerText();
  expect(plan).toContain('it was tried from there, and is:');
  expect(plan.indexOf('Set connection.type of the agent on web-ber-01 to direct')).toBeLessThan(
    plan.indexOf('Clear the association of web-ber-01'),
  );
  await workbench().screenshot('detach-fully-4-plan');
  await workbench().answer('Detach');
  const done = workbench().notification('web-ber-01 is detached from gw-hub-weu, and its agent goes directly');
  await done.waitFor();
  await workbench().screenshot('detach-fully-5-done');
  await expect.poll(() => descriptionOf('web-ber-01')).toContain('direct');
  await done.getByRole('button', { name: 'Associate Again…' }).click();
  await modal().getByText('Associate web-ber-01 with gw-hub-weu?').waitFor();
  expect(await modal().innerText()).toContain('Set connection.type of the agent on web-ber-01 to gateway');
  await workbench().screenshot('detach-fully-6-again');
  await workbench().answer('Associate');
  await workbench().notification('web-ber-01 is associated with gw-hub-weu, and its agent uses it').waitFor();
  await expect.poll(() => descriptionOf('web-ber-01')).toContain('gw-hub-weu');
});

test('a machine with a closed firewall is not detached, and the hosts are named', async () => {
  await tree().chooseFromMenu('app-muc-01', 'Detach from gateway');
  await workbench().answer('On the Machine Too…');
  await workbench().quickInput.choose('Azure run command');
  await workbench().answer('Run');
  await modal().getByText('app-muc-01 cannot be detached.').waitFor();
  expect(await modal().innerText()).toContain('westeurope.login.microsoft.com');
  await workbench().screenshot('detach-fully-7-closed');
  await workbench().answer('OK');
});

test('a selection is detached on both sides, each machine by the scripts of its system', async () => {
  await tree().select('web-ber-02');
  await tree().selectAlso('web-muc-01');
  await tree().selectAlso('app-muc-01');
  await tree().chooseFromMenu('web-ber-02', 'Detach from gateway');
  await workbench().page.getByText('In Azure only').waitFor();
  await workbench().screenshot('detach-fully-8-scope');
  await workbench().quickInput.choose('In Azure and on the machines');
  await workbench().quickInput.choose('Azure run command');
  await modal().getByText('Run this on 2 machines?').waitFor();
  await workbench().screenshot('detach-fully-9-consent');
  await workbench().answer('Show Commands');
  await workbench().page.getByText('Run these commands?').waitFor();
  await workbench().screenshot('detach-fully-10-commands');
  await workbench().quickInput.choose('Run on 2 machines');
  // What its agent says of its proxy is part of what the Windows machine tries.
  await modal().getByText('Run this on web-muc-01?').waitFor();
  await workbench().screenshot('detach-fully-11-proxy');
  await workbench().answer('Run');
  await modal().getByText('Detach 2 resources from their gateways?').waitFor();
  expect(await modal().innerText()).toContain('1 is blocked and stays as it is.');
  await workbench().answer('Read the Plan');
  await workbench().webview().getByRole('heading', { name: 'Detach 3 resources from their gateways' }).waitFor();
  await workbench().screenshot('detach-fully-12-plan');
  await workbench().quickInput.choose('Detach 2');
  await workbench().notification('2 resources detached').waitFor();
  await workbench().webview().getByRole('heading', { name: 'What was done, and what takes it back' }).first().waitFor();
  await workbench().screenshot('detach-fully-13-report');
  await expect.poll(() => descriptionOf('web-muc-01'), { timeout: 20_000 }).toContain('direct');
});

test('an agent from before the Arc proxy is told to use the gateway that it is associated with', async () => {
  await tree().expand('Direct, no gateway');
  await tree().chooseFromMenu('lab-test-02', 'Associate with gateway…');
  await workbench().quickInput.choose('gw-hub-weu');
  await modal().getByText('Associate lab-test-02 with gw-hub-weu?').waitFor();
  await workbench().screenshot('detach-fully-14-associate');
  await workbench().answer('On the Machine Too…');
  await workbench().quickInput.choose('Azure run command');
  await workbench().answer('Run');
  await modal().getByText('Set connection.type of the agent on lab-test-02 to gateway').waitFor();
  await workbench().answer('Associate');
  await workbench().notification('lab-test-02 is associated with gw-hub-weu, and its agent uses it').waitFor();
  await expect.poll(() => descriptionOf('lab-test-02'), { timeout: 20_000 }).toContain('gw-hub-weu');
});
