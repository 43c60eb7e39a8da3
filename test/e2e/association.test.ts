import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench();
const tree = () => workbench().tree('Inventory');
const descriptionOf = (row: string) =>
  tree()
    .find(row)
    .then((found) => found.getAttribute('aria-label'));
const status = (text: string) => workbench().statusBar(text);

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

  const modal = workbench().modal();
  await modal.getByText('Associate 5 resources with gw-hub-weu?').waitFor();
  expect(await modal.innerText()).toContain('1 is blocked and stays as it is.');
  await workbench().screenshot('association-modal');
  await workbench().answer('Read the Plan');
  const plan = workbench().webview();
  await plan.getByRole('heading', { name: 'Associate 6 resources with gw-hub-weu' }).waitFor();
  await plan.getByRole('cell', { name: 'private link scope pls-sql-fra' }).waitFor();
  await plan.getByText('Agents up to 1.50 do not turn to a gateway by themselves').waitFor();
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
  const offer = workbench().notification('A change of associations was interrupted: 1 done, 1 to go.');
  await offer.waitFor();
  await workbench().screenshot('association-interrupted');
  await offer.getByRole('button', { name: 'Resume 1', exact: true }).click();
  await workbench().notification('2 resources associated').waitFor();
  // The sample tenant begins anew with the window: what was done before is not done again.
  await tree().expand('gw-branches-ne');
  expect(await descriptionOf('k3s-lyon-01')).toContain('gw-branches-ne');
});
