import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const id = '11111111-2222-3333-4444-555555555555';
const gatewayId = `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw-branch`;
const script = `
export resourceGroup="rg-servers";
export tenantId="${id}";
export cloud="AzureCloud";

# Download the installation package
output=$(wget https://aka.ms/azcmagent -O /tmp/install_linux_azcmagent.sh 2>&1);
echo "$output";

# Install the hybrid agent
bash /tmp/install_linux_azcmagent.sh;
ServicePrincipalClientSecret="hunter2";

# Run connect command
sudo azcmagent connect --resource-group "$resourceGroup" --tenant-id "$tenantId" --cloud "$cloud";
`;

const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  // In a browser VS Code saves by itself.
  settings: { 'files.autoSave': 'off' },
  files: {
    'onboard.sh': script,
    'refused.sh': `azcmagent connect --tenant-id "${id}" "$@"\n`,
    'branch.arc.json': JSON.stringify({
      version: 1,
      targets: { os: ['linux'] },
      gateway: { id: gatewayId },
      azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg-servers', region: 'westeurope' },
      network: { proxyUrl: 'http://proxy.contoso.com:8080' },
      identity: { method: 'deviceCode' },
      tags: {},
    }),
  },
});

async function patchFromExplorer(file: string): Promise<void> {
  const { page } = workbench();
  // Its icon is there once the workbench knows the extension's menus.
  await workbench().openContainer('Azure Arc');
  await workbench().openContainer('Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }).click({ button: 'right' });
  await patchFromMenu();
}

async function patchFromMenu(): Promise<void> {
  const { page } = workbench();
  const menu = page.locator('.monaco-menu');
  await menu.getByText('Patch onboarding script…', { exact: true }).hover();
  await menu.locator('.action-item.focused').filter({ hasText: 'Patch' }).waitFor();
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
}

test('a file is patched from the explorer: diff, reasons, apply; the disk waits for the person', async () => {
  const { page, quickInput } = workbench();
  await patchFromExplorer('onboard.sh');
  await quickInput.rows().filter({ hasText: 'Apply 5 edits' }).waitFor();
  await page.locator('.monaco-diff-editor').waitFor();
  await workbench().editorTab('onboard.sh → patched').waitFor();
  await quickInput.choose('Passes the proxy to the install script');
  await quickInput.rows().filter({ hasText: 'The script contains a secret here' }).waitFor();
  await workbench().screenshot('patch-review');
  await quickInput.accept('nothing is called this');
  await quickInput.fill('');
  await quickInput.choose('Apply 5 edits');
  await workbench().editorTab('onboard.sh').waitFor();
  await expect.poll(() => workbench().editorTab('onboard.sh').getAttribute('class')).toContain('dirty');
  await workbench().screenshot('patch-applied');
  expect(readFileSync(join(workbench().server.workspace, 'onboard.sh'), 'utf8')).toBe(script);
  await workbench().runCommand('File: Save');
  const saved = (): string => readFileSync(join(workbench().server.workspace, 'onboard.sh'), 'utf8');
  await expect.poll(saved).toContain(`export gatewayId="${gatewayId}";`);
  expect(saved()).toContain('--cloud "$cloud" --gateway-id "$gatewayId";');
});

test('the menu of the editor patches what it shows', async () => {
  const { page, quickInput } = workbench();
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'refused.sh' }).dblclick();
  await workbench().editorTab('refused.sh').waitFor();
  await page.locator('.editor-instance .view-line').first().click({ button: 'right' });
  await patchFromMenu();
  await quickInput.rows().filter({ hasText: 'may include --gateway-id' }).waitFor();
  await quickInput.cancel();
});

test('what is refused is said with its line', async () => {
  await patchFromExplorer('refused.sh');
  await workbench().quickInput.rows().filter({ hasText: 'may include --gateway-id' }).waitFor();
  await workbench().screenshot('patch-refused');
  await workbench().quickInput.choose('may include --gateway-id');
  await workbench().editorTab('refused.sh').waitFor();
});
