import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const tree = () => workbench().tree('Inventory');
const modal = () => workbench().modal();
const descriptionOf = (row: string) =>
  tree()
    .find(row)
    .then((found) => found.getAttribute('aria-label'));
const status = (text: string) => workbench().statusBar(text);

test('a machine is detached on both sides: asked, tried, set, cleared and reported; and taken back', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await tree().expand('Direct, no gateway');
  await tree().expand('gw-hub-weu');
  await tree().chooseFromMenu('web-ber-01', 'Detach from gateway…');
  await modal().getByText('Detach web-ber-01 from gw-hub-weu?').waitFor();
  await workbench().screenshot('detach-fully-modal');
  await workbench().answer('On the machine too…');
  await workbench().page.getByText('How to reach the machine web-ber-01').waitFor();
  await workbench().screenshot('detach-fully-way');
  await workbench().quickInput.choose('Azure run command');
  await modal().getByText('Run this on web-ber-01?').waitFor();
  const consent = await modal().innerText();
  expect(consent).toContain('check which Azure Arc endpoints are reachable');
  expect(consent).toContain('only after you approve the plan');
  await workbench().screenshot('detach-fully-consent');
  await workbench().answer('Run');

  await modal().getByText('Changes, in this order:').waitFor();
  const plan = await modal().innerText();
  expect(plan).toContain('those that can be checked from the machine are reachable');
  expect(plan.indexOf('Set connection.type of the agent on web-ber-01 to direct')).toBeLessThan(
    plan.indexOf('Clear the association of web-ber-01'),
  );
  await workbench().screenshot('detach-fully-plan');
  await workbench().answer('Detach');
  const done = workbench().notification('web-ber-01 is detached from gw-hub-weu, and its agent connects directly');
  await done.waitFor();
  await workbench().screenshot('detach-fully-done');
  await expect.poll(() => descriptionOf('web-ber-01')).toContain('direct');
  await done.getByRole('button', { name: 'Associate again…' }).click();
  await modal().getByText('Associate web-ber-01 with gw-hub-weu?').waitFor();
  expect(await modal().innerText()).toContain('Set connection.type of the agent on web-ber-01 to gateway');
  await workbench().screenshot('detach-fully-again');
  await workbench().answer('Associate');
  await workbench().notification('web-ber-01 is associated with gw-hub-weu, and its agent uses it').waitFor();
  await expect.poll(() => descriptionOf('web-ber-01')).toContain('gw-hub-weu');
});

test('a selection is detached on both sides, each machine by the scripts of its system', async () => {
  await tree().select('web-ber-02');
  await tree().selectAlso('web-muc-01');
  await tree().selectAlso('app-muc-01');
  await tree().chooseFromMenu('web-ber-02', 'Detach from gateway…');
  await workbench().page.getByText('In Azure only').waitFor();
  await workbench().screenshot('detach-fully-scope');
  await workbench().quickInput.choose('In Azure and on the machines');
  await workbench().quickInput.choose('Azure run command');
  await modal().getByText('Run this on 3 machines?').waitFor();
  await workbench().screenshot('detach-fully-consent-many');
  await workbench().answer('Read first');
  await workbench().page.getByText('Run these commands?').waitFor();
  await workbench().screenshot('detach-fully-commands');
  await workbench().quickInput.choose('Run on 3 machines');
  // What its agent says of its proxy is part of what the Windows machine tries.
  await modal().getByText('Run this on web-muc-01?').waitFor();
  await workbench().screenshot('detach-fully-consent-proxy');
  await workbench().answer('Run');
  await modal().getByText('Detach 2 resources from their gateways?').waitFor();
  expect(await modal().innerText()).toContain('1 is blocked and won’t change.');
  await workbench().answer('Read the plan');
  await workbench().webview().getByRole('heading', { name: 'Detach 3 resources from their gateways' }).waitFor();
  await workbench().webview().getByRole('cell', { name: 'closed: westeurope.login.microsoft.com' }).waitFor();
  await workbench().screenshot('detach-fully-plan-many');
  await workbench().quickInput.choose('Detach 2');
  await workbench().notification('2 resources detached').waitFor();
  await workbench().webview().getByRole('heading', { name: 'Steps taken, and how to undo them' }).first().waitFor();
  await workbench().screenshot('detach-fully-report');
  await expect.poll(() => descriptionOf('web-muc-01'), { timeout: 20_000 }).toContain('direct');
});

test('a selection is planned, confirmed and associated; the tree follows and a report opens', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().expand('Direct, no gateway');
  await tree().select('lab-test-02');
  for (const row of ['lb-ber-01', 'scada-got-01', 'sql-fra-01', 'k3s-oslo-01', 'rke2-ber-01'])
    await tree().selectAlso(row);
  await workbench().screenshot('association-selection');
  await tree().chooseFromMenu('scada-got-01', 'Associate with gateway…');
  await workbench().page.getByText('Associate 6 resources with a gateway').waitFor();
  await workbench().screenshot('association-gateways');
  await workbench().quickInput.choose('gw-hub-weu');
  await workbench().quickInput.choose('In Azure only');

  await modal().getByText('Associate 5 resources with gw-hub-weu?').waitFor();
  expect(await modal().innerText()).toContain('1 is blocked and won’t change.');
  await workbench().screenshot('association-modal');
  await workbench().answer('Read the plan');
  const plan = workbench().webview();
  await plan.getByRole('heading', { name: 'Associate 6 resources with gw-hub-weu' }).waitFor();
  await plan.getByRole('cell', { name: 'private link scope pls-sql-fra' }).waitFor();
  await plan.getByText('Agents before 1.51 don’t switch to a gateway automatically').waitFor();
  await workbench().screenshot('association-plan');
  await workbench().quickInput.choose('Associate 5');

  // The cluster takes seconds to be told.
  await status('Associating').click();
  await workbench()
    .page.getByText(/^Associating \d of 5/)
    .last()
    .waitFor();
  await workbench().screenshot('association-running');
  await workbench().quickInput.cancel();
  await workbench().notification('5 resources associated').waitFor();
  await workbench().webview().getByRole('heading', { name: 'Associate 5 resources with gw-hub-weu: report' }).waitFor();
  await workbench().screenshot('association-report');
  await status('Associating').waitFor({ state: 'detached' });
  await tree().expand('gw-hub-weu');
  for (const row of ['lab-test-02', 'scada-got-01', 'k3s-oslo-01', 'rke2-ber-01']) {
    await expect.poll(() => descriptionOf(row), { timeout: 20_000 }).toContain('gw-hub-weu');
  }
  expect(await descriptionOf('sql-fra-01')).toContain('direct');
});

test('the report is saved in both forms', async () => {
  await workbench().runCommand('Azure Arc: Save association report');
  await workbench().quickInput.acceptPath(join(workbench().server.workspace, 'trail.md'));
  await workbench().notification('The report is saved as trail.md and trail.csv').waitFor();
  const read = (name: string) => readFileSync(join(workbench().server.workspace, name), 'utf8');
  expect(read('trail.md')).toContain('## Done (5)');
  expect(read('trail.csv').split('\r\n')).toHaveLength(1 + 6 + 1);
});

test('what the filter shows is associated, and goes on after a reload in the middle', async () => {
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await workbench().quickInput.accept('k3s');
  await workbench().runCommand('Azure Arc: Associate all shown with gateway');
  await workbench().quickInput.choose('gw-hub-weu');
  await workbench().modal().getByText('Associate 2 resources with gw-hub-weu?').waitFor();
  // One is done at once, while the other cluster is told for seconds.
  await workbench().reloadOnStatus('Associating 1 of 2', () => workbench().answer('Associate 2'));
  await workbench().openContainer('Azure Arc');
  const offer = workbench().notification('A run was interrupted: 1 done, 1 remaining.');
  await offer.waitFor();
  await workbench().screenshot('association-interrupted');
  await offer.getByRole('button', { name: 'Resume 1', exact: true }).click();
  await workbench().notification('2 resources associated').waitFor();
  // The sample tenant starts over with the window: what was done before is not done again.
  await tree().expand('gw-branches-ne');
  expect(await descriptionOf('k3s-lyon-01')).toContain('gw-branches-ne');
});
