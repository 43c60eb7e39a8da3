import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { foreignSources } from '../../src/kernel/text/boxText';
import { buildBoxesExtension, madeOf } from './onlyText';
import { previewedFiles, testPreviews } from './previews';
import { useWorkbench } from './useWorkbench';

const fileName = '[Fix it](command:boxes.evil) $(flame).arc.json';

const extension = await buildBoxesExtension();
afterAll(() => rmSync(extension, { recursive: true }));

// Where nothing is trusted: a link must not be there either.
const workbench = useWorkbench({
  files: {
    [fileName]: '{ "kind": "[Fix it](command:boxes.evil) $(flame)" }',
    'b.arc.json': '{}',
    ...previewedFiles,
  },
  extensions: { 'test.boxes-1.0.0': extension },
  isRestricted: true,
});

const made = () => madeOf(workbench().page);
const shows = (selector: string) => workbench().page.locator(selector).filter({ hasText: 'Fix it' }).first();

test('without the adapters, links and icons are there to be seen', async () => {
  await workbench().runCommand('Boxes: Show raw');
  await shows('.notification-toast').waitFor();
  await shows('.quick-input-widget').waitFor();
  const found = await made();
  expect(found.filter((each) => each.includes('command:boxes.evil')).length).toBeGreaterThanOrEqual(2);
  expect(found).toContain('an icon');
  await workbench().quickInput.cancel();
  await workbench().runCommand('Notifications: Clear All Notifications');
  await shows('.notification-toast').waitFor({ state: 'detached' });
});

test.each(['Boxes: Inform', 'Boxes: Warn', 'Boxes: Fail'])('a notification is text: %s', async (command) => {
  await workbench().runCommand(command);
  await shows('.notification-toast').waitFor();
  expect(await made()).toEqual([]);
  await workbench().screenshot('boxes-notification');
  await workbench().runCommand('Notifications: Clear All Notifications');
  await shows('.notification-toast').waitFor({ state: 'detached' });
});

test('a dialog is text, and shows no line that is not ours', async () => {
  await workbench().runCommand('Boxes: Ask in a dialog');
  const detail = workbench().modal().locator('.dialog-message-detail');
  await detail.waitFor();
  expect(await made()).toEqual([]);
  const shown = (await detail.innerText()).split('\n');
  expect(shown.filter((line) => line !== '')).toHaveLength(2 * foreignSources.length);
  await workbench().screenshot('boxes-dialog');
  await workbench().answer('Cancel');
});

test('a list to choose from is text, with our icon in each row', async () => {
  await workbench().runCommand('Boxes: Offer a choice');
  const rows = workbench().quickInput.rows().filter({ hasText: 'Fix it' });
  await rows.first().waitFor();
  expect(await made()).toEqual([]);
  expect(await rows.first().locator('.codicon-check').count()).toBe(1);
  await workbench().screenshot('boxes-list');
  await workbench().quickInput.cancel();
});

test('an input box is text: its title, prompt, what is wrong and what is offered', async () => {
  await workbench().runCommand('Boxes: Ask for a text');
  await shows('.quick-input-message').waitFor();
  expect(await made()).toEqual([]);
  await workbench().quickInput.fill('x');
  await shows('.quick-input-message').waitFor();
  expect(await made()).toEqual([]);
  await workbench().screenshot('boxes-input');
  await workbench().quickInput.cancel();
});

test('progress is text', async () => {
  await workbench().runCommand('Boxes: Be busy');
  const toast = workbench().page.locator('.notification-toast').filter({ hasText: 'Fix it' });
  await toast.filter({ hasText: 'is not known' }).waitFor();
  expect(await made()).toEqual([]);
  await toast.getByRole('button', { name: 'Cancel' }).click();
  await toast.waitFor({ state: 'detached' });
});

test('the status bar is text', async () => {
  await workbench().runCommand('Boxes: Show status');
  const items = workbench().page.locator('.statusbar-item').filter({ hasText: 'Fix it' });
  await expect.poll(() => items.count()).toBeGreaterThan(5);
  expect(await made()).toEqual([]);
  await items.first().hover();
  await shows('.workbench-hover').waitFor();
  expect(await made()).toEqual([]);
});

test('a view is text: what stands above it, its rows and what is shown beside them', async () => {
  await workbench().openContainer('Boxes');
  const pane = workbench().page.locator('.sidebar .pane-body');
  const row = pane.locator('.monaco-list-row').first();
  await row.waitFor();
  await pane.locator('.message').filter({ hasText: 'Fix it' }).waitFor();
  expect(await made()).toEqual([]);
  await row.hover();
  await shows('.workbench-hover').waitFor();
  expect(await made()).toEqual([]);
  await workbench().screenshot('boxes-view');
});

test('tests, their messages and their output are text', async () => {
  await workbench().runCommand('Boxes: Run tests');
  await shows('.test-explorer .monaco-list-row, .monaco-list-row .test-item').waitFor();
  expect(await made()).toEqual([]);
  await workbench().screenshot('boxes-tests');
});

test('tabs and the log are text, and an entry of the log cannot look like two', async () => {
  await workbench().runCommand('Boxes: Open editors');
  await shows('.tabs-container .tab').waitFor();
  expect(await made()).toEqual([]);
  await workbench().runCommand('Boxes: Write the log');
  const line = workbench().page.locator('.part.panel .view-line').filter({ hasText: 'Fix it' });
  await line.first().waitFor();
  const entries = (await line.allInnerTexts()).filter((text) => !/^\u00a0{4}|^\d{4}-/.test(text));
  expect(entries).toEqual([]);
});

test('the product itself: a hostile file name and document, from the question to the failure', async () => {
  await workbench().runCommand('Azure Arc: Export allow list');
  const row = workbench().quickInput.rows().filter({ hasText: 'Fix it' });
  await row.first().waitFor();
  expect(await made()).toEqual([]);
  await row.first().click();
  await shows('.notification-toast').waitFor();
  expect(await made()).toEqual([]);
  await workbench().screenshot('boxes-product');
});

testPreviews(workbench);
