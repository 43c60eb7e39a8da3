import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const page = () => workbench().page;

/** A row of the Test Explorer by its label; what a screen reader says of it ends with its state. */
const testRow = (label: string): Locator =>
  page()
    .locator('.test-explorer .monaco-list-row')
    .filter({ has: page().locator('.label', { hasText: label }) });
const stateOf = (label: string) => testRow(label).first().getAttribute('aria-label');

/** The end of a run expands what leads to the first failure. */
async function setExpanded(label: string, isExpanded: boolean): Promise<void> {
  const row = testRow(label).first();
  if ((await row.getAttribute('aria-expanded')) !== String(isExpanded)) await row.locator('.monaco-tl-twistie').click();
}
const expand = (label: string): Promise<void> => setExpanded(label, true);
const collapse = (label: string): Promise<void> => setExpanded(label, false);

test('a gateway is verified: the Test Explorer tells which machines are well, and what is wrong with the others', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.find('gw-hub-weu');
  await tree.chooseFromMenu('gw-hub-weu', 'Verify connection…');
  await workbench().quickInput.choose('Azure run command');
  await workbench().modal().getByText('read the agent’s connection state, on Windows').waitFor();
  await workbench().answer('Run');

  await expect.poll(() => stateOf('gw-hub-weu'), { timeout: 60_000 }).toMatch(/^gw-hub-weu \((Failed|Errored)\)/);
  // The first failure is shown, and one toast tells what it came to.
  await workbench().notification('need attention').waitFor();
  await expand('gw-hub-weu');
  expect(await stateOf('web-ber-01')).toContain('(Passed)');
  expect(await stateOf('app-muc-01')).toContain('(Failed)');
  await expand('app-muc-01');
  await workbench().screenshot('verify-done');
  expect(await stateOf('The agent is connected')).toContain('(Passed)');
  expect(await stateOf('Every endpoint is reachable')).toContain('(Failed)');
  await collapse('app-muc-01');
});

test('a machine that gives no answer is one failure; below it is what could not be asked, and why', async () => {
  await expand('sql-muc-03');
  expect(await stateOf('The machine answers')).toContain('(Failed)');
  await expand('The machine answers');
  expect(await stateOf('The agent is connected')).toContain('(Skipped)');
  await expect.poll(() => testRow('The agent is connected').first().innerText()).toContain('not asked, because');
  await workbench().screenshot('verify-no-answer');
  await collapse('sql-muc-03');
});

test('the sidebar shows where an agent contradicts Azure', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.expand('gw-hub-weu');
  expect(await (await tree.find('web-muc-02')).getAttribute('aria-label')).toContain('set to direct');
  await workbench().screenshot('verify-sidebar');
});

test('a click on a failed check opens its page: expected, seen, why, what to do, and a button that does it', async () => {
  await workbench().openContainer('Testing');
  await expand('app-muc-01');
  await testRow('Every endpoint is reachable').first().click();
  const check = workbench().webview().locator('main');
  await check.getByText('A firewall or proxy').waitFor();
  await check.getByText('westeurope.login.microsoft.com: not reachable').waitFor();
  await workbench().screenshot('verify-check');
  await check.getByRole('link', { name: 'Write the firewall request' }).click();
  const request = workbench().webview().locator('.markdown-body');
  await request.getByText('Azure Arc: hosts to open').waitFor();
  await request.getByText('westeurope.login.microsoft.com').first().waitFor();
  await workbench().screenshot('verify-request');
});

test('the report is saved as a document that can be committed', async () => {
  await workbench().runCommand('Azure Arc: Save verification report…');
  await workbench().quickInput.choose('Markdown');
  await workbench().quickInput.acceptPath(join(workbench().server.workspace, 'report.md'));
  // Names and settings stand there as code.
  const report = () => readFileSync(join(workbench().server.workspace, 'report.md'), 'utf8').replaceAll('`', '');
  await expect.poll(report).toContain('# Verification of gw-hub-weu\n');
  expect(report()).toContain('westeurope.login.microsoft.com: not reachable');
  expect(report()).toContain('azcmagent config set connection.type gateway');
});

const spoken = async (label: string) => (await workbench().tree('Inventory').find(label)).getAttribute('aria-label');

test('the sidebar shows what the last verification of each came to, also after a reload', async () => {
  const told = async (): Promise<void> => {
    await expect.poll(() => spoken('app-muc-01'), { timeout: 20_000 }).toMatch(/, 1 check failed, /);
    expect(await spoken('sql-muc-03')).toContain(', did not respond');
    expect(await spoken('web-ber-01')).toMatch(/, verified \w/);
  };
  await workbench().openContainer('Azure Arc');
  await told();
  await (await workbench().tree('Inventory').find('app-muc-01')).hover();
  const hover = page().locator('.monaco-hover').filter({ hasText: 'Last verified' });
  await hover.getByText('Every endpoint is reachable').waitFor();
  await workbench().screenshot('verify-last');
  await workbench().reload();
  await workbench().openContainer('Azure Arc');
  await workbench().tree('Inventory').expand('gw-hub-weu');
  await told();
});

test('what a verification found counts no more once the gateway has changed', async () => {
  const tree = workbench().tree('Inventory');
  await tree.chooseFromMenu('web-ber-01', 'Detach from gateway…');
  await workbench().answer('Detach');
  await workbench().notification('web-ber-01 is detached from gw-hub-weu').waitFor();
  await tree.expand('Direct, no gateway');
  await expect.poll(() => spoken('web-ber-01')).toMatch(/, verify again, .*direct$/);
});
