import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const id = '11111111-2222-3333-4444-555555555555';
const gatewayHost = 'contoso-weu.gw.arc.azure.com';
const site = {
  version: 1,
  targets: { os: ['linux'], count: 2000 },
  gateway: {
    id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw-branch`,
    endpoint: gatewayHost,
  },
  azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg-servers', region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: {},
};

const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  settings: { 'files.autoSave': 'off' },
  files: { 'branch.arc.json': JSON.stringify(site, undefined, 2) },
});

const written = (name: string): string => join(workbench().server.workspace, name);
const sizeOf = (name: string): number => statSync(written(name), { throwIfNoEntry: false })?.size ?? 0;

test('from the explorer: what a topology changes for the firewall', async () => {
  const { page } = workbench();
  await workbench().openContainer('Azure Arc');
  await workbench().openContainer('Explorer');
  const row = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'branch.arc.json' });
  await row.click({ button: 'right' });
  const menu = page.locator('.monaco-menu');
  await menu.getByText('Show network traffic and allow list', { exact: true }).hover();
  await menu.locator('.action-item.focused').filter({ hasText: 'Show network traffic' }).waitFor();
  await page.keyboard.press('Enter');
  const view = workbench().webview();
  await view.locator('.group-open').getByText(gatewayHost).waitFor();
  await view.getByText('Ask first, then close no earlier than 1 hour after the switch').waitFor();
  await workbench().screenshot('traffic-changes');
});

test('which way a host goes', async () => {
  const view = workbench().webview();
  await view.getByRole('tab', { name: 'Routes' }).click();
  await view.getByRole('textbox', { name: 'Host or URL' }).fill('https://pas.windows.net/path');
  const hops = view.getByRole('list', { name: /^Hops/ });
  await hops.getByText(gatewayHost).waitFor();
  expect(await hops.getByRole('listitem').count()).toBe(5);
  await workbench().screenshot('traffic-route');
});

test('the allow list is saved in a format, from the view and without it', async () => {
  const view = workbench().webview();
  await view.getByRole('tab', { name: 'Allow list' }).click();
  await view.getByRole('combobox', { name: 'Format' }).selectOption('Squid access lists');
  await view.getByText(`dstdomain ${gatewayHost}`).waitFor();
  await view.getByRole('button', { name: 'Save…' }).click();
  await workbench().quickInput.acceptPath(written('arc-allow-list.conf'));
  await view.getByText('Saved arc-allow-list.conf.').waitFor();
  expect(readFileSync(written('arc-allow-list.conf'), 'utf8')).toContain(`dstdomain ${gatewayHost}`);

  await workbench().runCommand('Azure Arc: Export allow list…');
  await workbench().quickInput.choose('Plain list of hosts');
  await workbench().quickInput.acceptPath(written('arc-allow-list.txt'));
  await workbench().editorTab('arc-allow-list.txt').waitFor();
  await expect.poll(() => sizeOf('arc-allow-list.txt')).toBeGreaterThan(50);
  await workbench().runCommand('View: Close Editor');
});

test('the view is the same after a reload, and follows the document', async () => {
  const { page } = workbench();
  await workbench().webview().getByRole('tab', { name: 'Gateways' }).click();
  await workbench().webview().getByText('2 gateways needed').waitFor();
  await workbench().runCommand('Developer: Reload Window');
  await workbench().webview().getByText('2 gateways needed').waitFor({ state: 'detached' });
  await workbench().webview().getByText('2,000 ÷ 20').waitFor();
  expect(await workbench().webview().getByRole('tab', { selected: true }).innerText()).toBe('Gateways');

  await workbench().webview().getByRole('button', { name: 'Open as text' }).click();
  await page.locator('.monaco-editor .view-line').filter({ hasText: '2000' }).waitFor();
  await workbench().runCommand('View: Move Editor into Right Group');
  await page.locator('.monaco-editor .view-line').filter({ hasText: '2000' }).dblclick();
  await page.locator('.monaco-editor .view-line').getByText('2000', { exact: true }).dblclick();
  await page.keyboard.type('9000');
  await workbench().webview().getByText('5 gateways needed').waitFor();
  await workbench().screenshot('traffic-live');
  await workbench().runCommand('View: Revert and Close Editor');
});

test('both allow lists are compared in the diff editor', async () => {
  const { page } = workbench();
  const view = workbench().webview();
  await view.getByRole('tab', { name: 'What changes' }).click();
  await view.getByRole('button', { name: 'Open as diff' }).click();
  await page.locator('.monaco-diff-editor').waitFor();
  const added = page.locator('.monaco-diff-editor .editor.modified .view-line').filter({ hasText: gatewayHost });
  await added.waitFor();
  const removed = page
    .locator('.monaco-diff-editor .editor.original .view-line')
    .filter({ hasText: 'pas.windows.net' });
  await removed.waitFor();
  await workbench().screenshot('traffic-diff');
  expect(workbench().policyBreaches).toEqual([]);
});

test('the wizard leads to the view, which says of an incomplete topology what is missing', async () => {
  const { page } = workbench();
  await workbench().runCommand('View: Close All Editors');
  await workbench().runCommand('Azure Arc: Onboard server with Arc gateway');
  await workbench().webview().getByRole('heading', { name: 'Which servers do you onboard?' }).waitFor();
  await workbench().runCommand('Azure Arc: Show network traffic and allow list');
  await page.locator('.tab.active').filter({ hasText: 'Traffic: onboarding.arc.json' }).waitFor();
  await workbench().webview().getByText('gateway.id: Choose a gateway').waitFor();
  await workbench().runCommand('View: Revert and Close Editor');
  await workbench().runCommand('View: Revert and Close Editor');

  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'branch.arc.json' }).dblclick();
  await workbench()
    .webview()
    .getByRole('tab', { name: /Endpoints/ })
    .click();
  await workbench().screenshot('traffic-link');
  await workbench().webview().getByRole('button', { name: 'Routes, exports and what to close' }).click();
  await page.locator('.tab.active').filter({ hasText: 'Traffic: branch.arc.json' }).waitFor();
  await workbench().webview().locator('.group-open').getByText(gatewayHost).waitFor();
});

test('the sites of the workspace are listed with what is wrong and how they reach Azure, as it changes', async () => {
  const { page } = workbench();
  await workbench().openContainer('Azure Arc');
  const sites = workbench().tree('Sites');
  const spoken = async (label: string) => (await sites.find(label)).getAttribute('aria-label');
  await expect.poll(() => spoken('branch')).toContain('gw-branch · proxy.contoso.com:8080');
  writeFileSync(written('broken.arc.json'), '{ "version": 2, ');
  await expect.poll(() => spoken('broken'), { timeout: 20_000 }).toContain('This file is not valid JSON');
  expect(await sites.menuOf('branch')).toEqual([
    'Check network…',
    'Verify site…',
    'Save scripts of site…',
    'Show network traffic and allow list',
    'Export allow list…',
  ]);
  for (const theme of ['light', 'highContrast', 'dark'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`sites-${theme}`);
  }
  await page.keyboard.press('Escape');
  writeFileSync(written('broken.arc.json'), JSON.stringify(site));
  await expect.poll(() => spoken('broken'), { timeout: 20_000 }).toContain('gw-branch');
  rmSync(written('broken.arc.json'));
  await sites.row('broken').waitFor({ state: 'detached' });

  await sites.activate('branch');
  await workbench().webview().getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByRole('button', { name: 'Open site as text' }).click();
  await page.locator('.monaco-editor').getByText('rg-servers').first().waitFor();
  await workbench().screenshot('site-as-text');
  await page.getByRole('button', { name: 'Open site as form' }).click();
  await workbench().webview().getByRole('heading', { level: 1 }).first().waitFor();
});
