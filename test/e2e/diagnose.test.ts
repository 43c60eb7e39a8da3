import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeAuthority } from '../support/certificates';
import { startSquid } from '../support/squid';
import { portOf } from '../support/tlsHost';
import { useWorkbench } from './useWorkbench';

const host = 'gbl.his.arc.azure.com';
const directory = mkdtempSync(join(tmpdir(), 'arc-diagnose-'));
const server = createServer(makeAuthority(directory, 'Contoso Inspection CA').issue([host]), (_, response) =>
  response.end(),
);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// Names are looked up by the proxy alone, so that nothing here asks for Azure.
const squid = await startSquid(directory, { [host]: portOf(server.address()) });

afterAll(async () => {
  await squid[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true });
});

const id = '11111111-2222-3333-4444-555555555555';
const log = `time="2026-05-01T10:00:00Z" level=info msg="forwarded" host=pas.windows.net:443 via=gateway status=200
time="2026-05-01T10:00:01Z" level=error msg="no" host=dls.microsoft.com:443 status=403
2026/05/01 10:00:02 CONNECT login.microsoftonline.com:443: i/o timeout
<b>a line</b> of | no known format
`;

const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  files: {
    'agent.log': `INFO    Connecting machine to Azure\nx509: certificate signed by unknown authority. Failed to Tls dialing agentserviceapi.guestconfiguration.azure.com\nINFO    Exit Code:  AZCM0026: Network Error\n`,
    'arcproxy.log': log,
    'branch.arc.json': JSON.stringify({
      version: 1,
      targets: { os: ['linux', 'windows'] },
      gateway: {
        id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
        endpoint: 'abc123.gw.arc.azure.com',
      },
      azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
      network: { proxyUrl: squid.url },
      identity: { method: 'deviceCode' },
      tags: {},
      scenarios: ['keyVault'],
    }),
  },
});

async function openFromExplorer(file: string): Promise<void> {
  await workbench().openContainer('Explorer');
  await workbench().page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }).dblclick();
  await workbench().editorTab(file).waitFor();
}

async function menuOfExplorer(file: string, item: string): Promise<void> {
  const { page } = workbench();
  await workbench().openContainer('Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }).click({ button: 'right' });
  const menu = page.locator('.monaco-menu');
  await menu.getByText(item, { exact: true }).hover();
  await menu.locator('.action-item.focused').filter({ hasText: item }).waitFor();
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
}

const inPreview = (text: string) => workbench().webview().locator('.markdown-body').getByText(text).first();

test('a selection is explained with cause, fix, source and place', async () => {
  const { page } = workbench();
  // Its icon is there once the workbench knows the extension's menus.
  await workbench().openContainer('Azure Arc');
  await openFromExplorer('agent.log');
  await page.locator('.editor-instance .view-line').first().click();
  await page.keyboard.press('Control+A');
  await workbench().runCommand('Azure Arc: Explain Arc error…');
  await inPreview('2 known problems').waitFor();
  await inPreview('Error, line 2:').waitFor();
  await inPreview('AZCM0026').waitFor();
  await workbench().screenshot('diagnose-explained');
});

test('a log is summarized from the explorer, denied first, and no line is lost', async () => {
  await menuOfExplorer('arcproxy.log', 'Summarize Arc log…');
  await inPreview('Lines in an unknown format: 1').waitFor();
  const rows = workbench().webview().locator('tbody tr');
  expect(await rows.first().textContent()).toContain('dls.microsoft.com');
  await inPreview('<b>a line</b> of | no known format').waitFor();
  await workbench().screenshot('diagnose-log');
});

test('the network is checked through a real proxy, and the ticket saved', async () => {
  await menuOfExplorer('branch.arc.json', 'Check network…');
  await workbench().quickInput.choose('This machine');
  await inPreview('Network check before onboarding').waitFor();
  const row = workbench().webview().locator('tbody tr').filter({ hasText: host }).first();
  expect(await row.textContent()).toMatch(/inspected[\s\S]*TLS inspection team[\s\S]*CN=Contoso Inspection CA/);
  await inPreview('The proxy cannot reach the host').waitFor();
  await expect.poll(() => squid.accessLog().join('\n')).toContain('CONNECT abc123.gw.arc.azure.com:443');
  await workbench().screenshot('diagnose-network');
  await workbench().notification('need attention').getByRole('button', { name: 'Save as firewall ticket…' }).click();
  const ticket = join(workbench().server.workspace, 'arc-firewall-ticket.md');
  await workbench().quickInput.acceptPath(ticket);
  await expect.poll(() => readFileSync(ticket, 'utf8')).toContain('## TLS inspection team');
  for (const theme of ['light', 'highContrast'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`diagnose-network-${theme}`);
  }
});
