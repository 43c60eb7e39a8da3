import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../support/program';
import { useWorkbench } from './useWorkbench';

/** As version 0.1.0 wrote it. */
const version1 = readFileSync(
  join(import.meta.dirname, '../fixtures/stored-0.1.0/documents/commented.arc.json'),
  'utf8',
);

const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  // In a browser VS Code saves by itself.
  settings: { 'files.autoSave': 'off' },
  files: { 'branch.arc.json': version1 },
});

const gatewayId =
  /'(\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/rg-arc-hub\/providers\/Microsoft\.HybridCompute\/gateways\/gw-hub-weu)'/i;

test('the palette command opens the wizard, which says what is missing before there is a script', async () => {
  await workbench().openContainer('Azure Arc');
  await workbench().runCommand('Azure Arc: Onboard server with Arc gateway');
  const form = workbench().webview();
  await form.getByRole('heading', { name: 'Which servers do you onboard?' }).waitFor();
  await form.getByText('No scripts yet').waitFor();
  await workbench().screenshot('onboard-empty');
  await workbench().runCommand('View: Revert and Close Editor');
});

test('a version 1 document is not written by opening it, is version 2 by the first edit, and itself again by its undo', async () => {
  const { page } = workbench();
  const file = join(workbench().server.workspace, 'branch.arc.json');
  const untouched = statSync(file).mtimeMs;
  const onDisk = () => readFileSync(file, 'utf8');
  const tab = (state: 'clean' | 'dirty') => page.locator(`.tab.active${state === 'dirty' ? '.dirty' : ':not(.dirty)'}`);
  await workbench().openContainer('Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'branch.arc.json' }).dblclick();
  const form = workbench().webview();
  await form.getByText("resourceGroup='rg-branch-berlin'").waitFor();
  await tab('clean').filter({ hasText: 'branch.arc.json' }).waitFor();
  expect([onDisk(), statSync(file).mtimeMs]).toEqual([version1, untouched]);

  await form.getByRole('navigation').getByRole('button', { name: 'Network' }).click();
  await form.getByText('Enterprise proxy', { exact: true }).click();
  await form.getByRole('textbox', { name: /Proxy URL/ }).fill('http://proxy.contoso.com:8080');
  await form.getByText("proxy='http://proxy.contoso.com:8080'").waitFor();
  await tab('dirty').waitFor();
  await page.keyboard.press('Control+S');
  await tab('clean').waitFor();
  expect(onDisk()).toBe(
    version1
      .replace('"version": 1', '"version": 2')
      .replace(/"targets": (\{[^}]*\})/, '"targets": { "servers": $1 }')
      .replace('"proxyUrl": ""', '"proxyUrl": "http://proxy.contoso.com:8080"'),
  );

  await workbench().editorTab('branch.arc.json').click();
  await page.keyboard.press('Control+Z');
  await form.getByText("proxy='http://proxy.contoso.com:8080'").waitFor({ state: 'detached' });
  await page.keyboard.press('Control+S');
  await tab('clean').waitFor();
  expect(onDisk()).toBe(version1);
  await workbench().runCommand('View: Close All Editors');
  await workbench().openContainer('Azure Arc');
});

test('from a gateway: fill the form, see the script change, save it', async () => {
  const tree = workbench().tree('Inventory');
  await tree.chooseFromMenu('gw-hub-weu', 'Onboard server with Arc gateway');
  const form = workbench().webview();

  await form
    .getByRole('button', { name: /^Azure › Resource group/ })
    .first()
    .click();
  await form.getByRole('combobox', { name: 'Resource group' }).selectOption('by-hand');
  await workbench().page.keyboard.type('rg-branch-berlin');
  await form.getByText("resourceGroup='rg-branch-berlin'").waitFor();
  await form.getByRole('button', { name: 'Next: Network' }).click();
  await form.getByText('Enterprise proxy', { exact: true }).click();
  await form.getByRole('textbox', { name: /Proxy URL/ }).fill('http://proxy.contoso.com:8080');
  await form.getByText("proxy='http://proxy.contoso.com:8080'").waitFor();
  await workbench().screenshot('onboard-filled');

  await form.getByRole('button', { name: 'Save scripts' }).click();
  await workbench().quickInput.acceptPath(`${workbench().server.workspace}/`);
  const file = join(workbench().server.workspace, 'onboard-linux.sh');
  await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(1000);
  const script = readFileSync(file, 'utf8');
  expect(script).toMatch(gatewayId);
  expect(script).toContain("proxy='http://proxy.contoso.com:8080'");
  run('bash', 'bash', ['-n', file]);
  const windows = join(workbench().server.workspace, 'onboard-windows.ps1');
  await expect.poll(() => statSync(windows, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(1000);
  expect(readFileSync(windows, 'utf8')).toMatch(gatewayId);
});

test('hostile text in a field stays text, in the page and in the script', async () => {
  const form = workbench().webview();
  await form
    .getByRole('textbox', { name: /Proxy URL/ })
    .fill('http://"><img src=x onerror=alert(1)>$(touch pwned):8080');
  await form.getByText('No scripts yet').waitFor();
  expect(await form.locator('img').count()).toBe(0);
  expect(workbench().policyBreaches).toEqual([]);
});

test('a topology is a file of the workspace: saved, and the same wizard after a reload', async () => {
  const form = workbench().webview();
  await form.getByRole('textbox', { name: /Proxy URL/ }).fill('http://proxy.contoso.com:3128');
  await form.getByText("proxy='http://proxy.contoso.com:3128'").waitFor();
  await workbench().page.keyboard.press('Control+S');
  const file = join(workbench().server.workspace, 'onboarding.arc.json');
  await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(100);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    azure: { resourceGroup: 'rg-branch-berlin' },
    network: { proxyUrl: 'http://proxy.contoso.com:3128' },
  });
  await workbench().page.locator('.tab.active:not(.dirty)').waitFor();
  await workbench().runCommand('Developer: Reload Window');
  await workbench().webview().getByText('onboarding.arc.json').waitFor({ state: 'detached' });
  await workbench().webview().getByText("proxy='http://proxy.contoso.com:3128'").waitFor();
  await workbench().screenshot('onboard-reloaded');
});

test('the walkthrough leads from the first look to proof, and knows what is done already', async () => {
  const { page } = workbench();
  const step = (title: string) => page.locator('.getting-started-step').filter({ hasText: title });
  const open = async () => {
    await workbench().runCommand('Welcome: Open Walkthrough...');
    await workbench().quickInput.choose('Put servers and clusters behind an Arc gateway');
    await step('See what you have').waitFor();
  };
  await workbench().runCommand('View: Close All Editors');
  await open();
  await step('Describe your site once').click();
  await step('Describe your site once').getByRole('button', { name: 'Describe a site' }).click();
  await workbench().webview().getByRole('heading', { name: 'Which servers do you onboard?' }).waitFor();
  await open();
  await step('Describe your site once').locator('.complete').first().waitFor();
  await step('Prepare the firewall').click();
  for (const theme of ['dark', 'highContrast', 'light'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`walkthrough-${theme}`);
  }
});

test('a cluster is added to a site of the workspace, and its scripts follow from its description', async () => {
  await workbench().openContainer('Azure Arc');
  await workbench().runCommand('Azure Arc: Onboard Kubernetes cluster with Arc gateway');
  await workbench().quickInput.choose('branch.arc.json');
  const form = workbench().webview();
  await form.getByRole('heading', { name: 'Which Kubernetes clusters?' }).waitFor();
  await form.getByRole('textbox', { name: 'Cluster’s name in Azure' }).fill('k3s-berlin-01');
  await form.getByRole('textbox', { name: 'Service range' }).fill('10.43.0.0/16');
  await form.getByRole('textbox', { name: 'API server' }).fill('10.20.4.10:6443');
  await form.getByRole('combobox', { name: 'Distribution' }).selectOption('k3s');
  await form.locator('option', { hasText: 'connect-k3s-berlin-01.sh' }).first().waitFor({ state: 'attached' });
  await workbench().screenshot('onboard-cluster');
  await workbench().runCommand('View: Revert and Close Editor');
});

test('the example site describes servers and a cluster, and is saved nowhere', async () => {
  await workbench().runCommand('Azure Arc: Open an example site');
  const form = workbench().webview();
  await form.getByRole('navigation').getByRole('button', { name: 'Clusters' }).click();
  await expect
    .poll(() => form.locator('.target-name').allInnerTexts())
    .toEqual([expect.stringMatching(/^k3s-berlin-01/)]);
  expect(await form.locator('.step[data-look="wrong"]').count()).toBe(0);
  await workbench().screenshot('example-site');
  await workbench().runCommand('View: Revert and Close Editor');
});
