import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const tree = () => workbench().tree('Inventory');
const cluster = 'k3s-lyon-01';
const output = () => workbench().page.locator('.panel .output-view, .panel .monaco-editor').first();
const outputText = async (): Promise<string> => {
  const lines = await workbench().page.locator('.panel .view-line').allInnerTexts();
  return lines.join('').replaceAll('\u00a0', ' ');
};

test('the Arc proxy’s log is followed after a consent, its text is no link, and a click stops it', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().expand('gw-branches-ne');
  await tree().chooseFromMenu(cluster, 'Follow the Arc proxy’s log');
  await workbench().quickInput.choose(`${cluster}-admin`);
  const consent = await workbench().modal().innerText();
  expect(consent).toContain('kubectl logs');
  expect(consent).toContain('--follow');
  await workbench().answer('Read');

  await output().waitFor();
  await expect.poll(outputText).toContain('via=gateway status=200');
  await expect.poll(outputText).toContain('https://guestnotificationservice.azure.com/urls/allowlist');
  const lines = await outputText();
  await expect.poll(outputText).not.toBe(lines);
  await workbench().screenshot('cluster-log-followed');
  // Links are found a moment after the text.
  await workbench().page.waitForTimeout(3_000);
  expect(await workbench().page.locator('.panel .detected-link, .panel .detected-link-active').count()).toBe(0);

  await workbench().statusBar(`Arc proxy: ${cluster}`).click();
  await expect.poll(outputText).toContain('--- Stopped. ---');
  await workbench().statusBar(`Arc proxy: ${cluster}`).waitFor({ state: 'detached' });
  const last = await outputText();
  await workbench().page.waitForTimeout(4_000);
  expect(await outputText()).toBe(last);
});

test('its summary counts hosts by route and result, and the lines that are not known', async () => {
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(cluster, 'Summarize the Arc proxy’s log');
  const body = workbench().webview().locator('.markdown-body');
  await body.getByText('Summary of an Arc log').waitFor();
  await workbench().screenshot('cluster-log-summary');
  const text = await body.innerText();
  expect(text).toMatch(/Lines in an unknown format: 3\s+Blank lines: 0/);
  expect(text).toMatch(/ghcr\.io\s+denied\s+gateway/);
  expect(text).toMatch(/westeurope\.obo\.arc\.azure\.com:8084\s+failed\s+direct/);
});

test('a cluster that may not be read is said, with the right that is missing', async () => {
  await workbench().runCommand('Azure Arc: Summarize the Arc proxy’s log');
  await workbench().quickInput.choose('rke2-fra-01');
  await workbench().quickInput.choose('rke2-fra-01-admin');
  await workbench().answer('Read');
  await expect
    .poll(async () =>
      (await workbench().page.locator('.monaco-dialog-box, .notification-toast').allInnerTexts()).join(),
    )
    .toContain('configmaps -n azure-arc');
  await workbench().screenshot('cluster-log-forbidden');
});
