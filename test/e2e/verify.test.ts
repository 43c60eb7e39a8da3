import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench';

const workbench = useWorkbench({ viewport: { width: 1440, height: 900 } });
const page = () => workbench().page;

/** A row of the Test Explorer by its label; its name says the state too. */
const testRow = (label: string): Locator =>
  page()
    .locator('.test-explorer .monaco-list-row')
    .filter({ has: page().locator('.label', { hasText: label }) });

test('a gateway is verified: the Test Explorer tells which machines are well, and what is wrong with the others', async () => {
  await workbench().openContainer('Azure Arc');
  const tree = workbench().tree('Inventory');
  await tree.find('gw-hub-weu');
  expect(await tree.menuOf('gw-hub-weu')).toContain('Verify');
  await page().keyboard.press('Escape');
  await tree.chooseFromMenu('gw-hub-weu', 'Verify');

  await workbench().quickInput.choose('Azure run command');
  await workbench().modal().getByText('read what the agent says of its connection').waitFor();
  await workbench().screenshot('verify-consent');
  await workbench().answer('Run');

  await testRow('gw-hub-weu').first().waitFor();
  await workbench().screenshot('verify-running');
  await expect
    .poll(() => testRow('gw-hub-weu').first().getAttribute('aria-label'), { timeout: 60_000 })
    .toContain('(Failed)');
  await workbench().screenshot('verify-done');
});
