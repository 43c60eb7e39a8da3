import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { foreign } from '../../src/kernel/text/boxText';
import { inIds, inTexts } from '../support/hostileAzure';
import { link } from '../support/hostileTexts';
import { settingsFor, startLoopbackAzure } from '../support/loopbackAzure';
import { noFaults } from '../support/loopbackFaults';
import { skipUnless } from '../support/skip';
import { sshClient } from '../support/sshClient';
import { mayReplaceFiles, startSshd, withoutMounts } from '../support/sshd';
import { StubMachine } from '../support/stubAgent';
import { well } from './stubFleet';
import { buildBoxesExtension, elementsOf, madeOf, watchRemoteRequests } from './onlyText';
import { documentElements, previewedFiles, strangeIn, testPreviews } from './previews';
import { enterServicePrincipal } from './servicePrincipal';
import { useWorkbench } from './useWorkbench';

const folder = mkdtempSync(join(tmpdir(), 'arc-hostile-'));
const extension = await buildBoxesExtension();
const azure = await startLoopbackAzure({ directory: folder, isHostile: true });

/** A machine whose agent says hostile things, and whose door, once it is closed, says one more. */
const machine = new StubMachine(join(folder, 'machine'));
const disguised = (text: string): string =>
  text.replaceAll(/"(?=[,\n])(?!":)/g, `${JSON.stringify(inTexts).slice(1, -1)}"`);
machine.play({
  json: disguised(well.json),
  check: well.check.replaceAll(/ *$/gm, ` ${inIds}`),
  connectionType: `gateway${inTexts}\n`,
});
const door = join(folder, 'door');
const closed = join(folder, 'closed');
writeFileSync(
  door,
  `#!/bin/sh\n[ ! -e '${closed}' ] || { cat '${closed}' >&2; exit 255; }\nexec /bin/sh -c "$SSH_ORIGINAL_COMMAND"\n`,
);
chmodSync(door, 0o755);
const banner = join(folder, 'banner');
writeFileSync(banner, `${inTexts}\n`);
const sshd = await startSshd(folder, machine.environment, [`Banner ${banner}`, `ForceCommand ${door}`]);
/** One that asks for a password in words of its own. */
const asking = join(folder, 'asking');
mkdirSync(asking);
const byPam = ['AuthenticationMethods keyboard-interactive', 'UsePAM yes', 'PermitRootLogin yes'];
const askingSshd = mayReplaceFiles() ? await startSshd(asking, {}, byPam, 'secret', inTexts) : undefined;
const client = sshClient(folder, askingSshd && readFileSync(askingSshd.knownHosts, 'utf8'));
client.configure(
  ...['Host stub', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`],
  ...(askingSshd ? ['Host asking', 'HostName 127.0.0.1', `Port ${askingSshd.port}`] : []),
);
// VS Code takes its PATH from a login shell.
writeFileSync(join(folder, '.profile'), `PATH=${dirname(client.program)}:$PATH\n`);

afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
  await askingSshd?.[Symbol.asyncDispose]();
  await azure[Symbol.asyncDispose]();
  for (const each of [folder, extension]) rmSync(each, { recursive: true, force: true });
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
});

const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  // What is shown beside a row is large here, and would hide the rows that are looked for.
  settings: { 'arcGateway.environment': 'azure', 'workbench.hover.delay': 2000 },
  machineSettings: settingsFor(azure),
  env: { NODE_EXTRA_CA_CERTS: azure.certificate, SHELL: '/bin/bash', HOME: folder },
  extensions: { 'test.boxes-1.0.0': extension },
  files: previewedFiles,
});
let remote: readonly string[] = [];
beforeAll(() => {
  remote = watchRemoteRequests(workbench().page);
});

const page = () => workbench().page;
const tree = () => workbench().tree('Inventory');
const input = () => workbench().quickInput;
const named = (name: string): string => foreign('azureName', name + inTexts);

/** Where a hostile text is on the screen, and is a text. */
async function expectText(place: Locator, picture?: string): Promise<void> {
  await place.filter({ hasText: 'Fix it' }).first().waitFor();
  await expectNothingMade(picture);
}

async function expectNothingMade(picture?: string): Promise<void> {
  if (picture) await workbench().screenshot(`hostile-${picture}`);
  expect(await madeOf(page())).toEqual([]);
  expect(remote).toEqual([]);
}
const preview = () => workbench().webview().locator('.markdown-body');

/** A document of ours in the preview, whose elements are ours. */
async function expectPlainPreview(picture: string): Promise<void> {
  expect(strangeIn(await documentElements(workbench().webview().locator('html')))).toEqual([]);
  await expectText(preview(), picture);
}
const rows = () => page().locator('.sidebar .monaco-list-row');
const hover = () => page().locator('.workbench-hover');
const toast = () => page().locator('.notification-toast');
const question = () => page().locator('.quick-input-widget');
const detail = () => workbench().modal();
/** Azure says no to the next request, in hostile words. */
const refuseNext = () => Object.assign(azure.faults, { refused: 1, refusalMessage: `No. ${inTexts}` });
const clear = () => workbench().runCommand('Notifications: Clear All Notifications');

test('the sidebar: rows, what is beside them, and groups', async () => {
  await workbench().openContainer('Azure Arc');
  await page().locator('.sidebar').getByRole('button', { name: 'Store a service principal' }).click();
  await enterServicePrincipal(workbench());
  await tree().find(named('gw-hub-weu'));
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  await tree().expand(named('gw-hub-weu'));
  const row = await tree().find(named('web-ber-01'));
  await expectText(rows(), 'rows');
  await row.hover();
  await expectText(hover(), 'hover');
  for (const [group, row] of [
    ['Subscription', 'Contoso Production'],
    ['Region', 'westeurope[fixit]'],
    ['Gateway', 'gw-hub-weu'],
  ] as const) {
    await workbench().runCommand('Azure Arc: Group by…');
    await input().accept(group);
    await rows().filter({ hasText: row }).first().waitFor();
    await expectNothingMade(`by-${group}`);
  }
});

test('a gateway’s page', async () => {
  await tree().chooseFromMenu(named('gw-hub-weu'), 'Show details');
  const shown = workbench().webview().locator('body');
  await shown.getByText('Fix it').first().waitFor();
  expect(await elementsOf(shown, 'img, iframe, a[href^="command:"], style:not([nonce])')).toEqual([]);
  await workbench().runCommand('View: Close All Editors');
});

test('what the person types: a filter', async () => {
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await input().accept(`${link}$(flame)\u202e`);
  await expectText(page().locator('.sidebar .pane-body .message'), 'filter');
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await question().waitFor();
  expect(await page().locator('.quick-input-widget input[type=text]').inputValue()).toContain('Fix it');
  await expectText(page().locator('.sidebar .pane-body .message'), 'filter-again');
  await input().cancel();
  await workbench().runCommand('Azure Arc: Clear filter');
});

test('a request that is refused: the row, and the message above', async () => {
  refuseNext();
  await workbench().runCommand('Azure Arc: Refresh');
  await tree().find('Could not load from Azure');
  await expectText(page().locator('.sidebar .pane-body .message'), 'refused');
  await workbench().runCommand('Azure Arc: Refresh');
  await tree().row('Could not load from Azure').waitFor({ state: 'detached' });
  await tree().row('Loading associations').waitFor({ state: 'detached' });
});

test('detaching: the dialog, the progress, and why it stopped', async () => {
  await tree().expand(named('gw-hub-weu'));
  await tree().chooseFromMenu(named('web-ber-02'), 'Detach from gateway…');
  await expectText(detail(), 'detach');
  refuseNext();
  await workbench().answer('Detach');
  const progress = toast().filter({ hasText: 'Detaching' });
  await expectText(progress);
  await expectText(toast().filter({ hasText: 'Azure says' }), 'paused');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await progress.waitFor({ state: 'detached' });
  await clear();
});

test('associating: the gateways to choose from, the dialog, and what is said of the end', async () => {
  await tree().expand('Direct, no gateway');
  await tree().chooseFromMenu(named('lab-test-02'), 'Associate with gateway…');
  await expectText(input().rows(), 'associate-gateways');
  await input().choose('gw-hub-weu');
  await expectText(detail(), 'associate');
  await workbench().answer('Associate');
  await expectText(toast(), 'associated');
  await clear();
});

test('many: the plan, the dialog and the report', async () => {
  await tree().select(named('lb-ber-01'));
  await tree().selectAlso(named('scada-got-01'));
  await tree().chooseFromMenu(named('scada-got-01'), 'Associate with gateway…');
  await input().choose('gw-hub-weu');
  await expectText(detail(), 'many');
  await workbench().answer('Read the plan');
  await expectText(question(), 'plan');
  await preview().getByText('Fix it').first().waitFor();
  await expectPlainPreview('plan');
  await input().choose('Associate 2');
  await workbench().notification('2 resources associated').waitFor();
  await preview().getByRole('heading', { name: 'report' }).first().waitFor();
  await expectPlainPreview('report');
  await clear();
  await workbench().runCommand('View: Close All Editors');
});

test('creating a gateway: a failure, subscriptions, resource groups, a name that is none, and the last question', async () => {
  await workbench().runCommand('Azure Arc: Create gateway…');
  await question().getByText('Create Arc gateway (1/5)').waitFor();
  await expectText(input().rows(), 'create-subscription');
  refuseNext();
  await input().choose('Contoso Branches');
  await expectText(toast().filter({ hasText: 'Azure says' }), 'failure');
  await clear();
  await workbench().runCommand('Azure Arc: Create gateway…');
  await question().getByText('Create Arc gateway (1/5)').waitFor();
  await input().choose('Contoso Branches');
  await question().getByText('Create Arc gateway (2/5)').waitFor();
  await input().rows().filter({ hasText: 'rg-stores' }).waitFor();
  await expectText(input().rows(), 'create-group');
  await input().choose('rg-stores');
  await question().getByText('Create Arc gateway (3/5)').waitFor();
  await input().fill('northeurope');
  await input().choose('North Europe');
  await question().getByText('Create Arc gateway (4/5)').waitFor();
  await input().accept(`${link}$(flame)`);
  await question().getByText('can have only letters').waitFor();
  await expectNothingMade('create-name');
  await input().accept('gw-evil');
  await question().getByText('Create Arc gateway (5/5)').waitFor();
  await input().accept(`${link}=$(flame)`);
  await expectText(detail(), 'create');
  await workbench().answer('Cancel');
});

test('choosing subscriptions', async () => {
  await workbench().runCommand('Azure Arc: Choose subscriptions…');
  await expectText(input().rows(), 'subscriptions');
  await input().cancel();
});

const testRow = (label: string): Locator =>
  page()
    .locator('.test-explorer .monaco-list-row')
    .filter({ has: page().locator('.label', { hasText: label }) })
    .first();

test('a machine that shuts its door: how to reach it, what runs, its key, and why it failed', async () => {
  writeFileSync(closed, `${inTexts}\nAZCM0026 ${inTexts.replaceAll('\r\n', '')}\n`);
  await tree().chooseFromMenu(named('web-ber-01'), 'Collect Arc logs…');
  await expectText(question(), 'way');
  await input().choose('With your keys, agent');
  await question().getByText('Host for ssh').waitFor();
  await input().accept(`${link}$(flame)`);
  await question().getByText('isn’t a valid SSH host').waitFor();
  await expectNothingMade('ssh-host');
  await input().accept('stub');
  await expectText(detail(), 'consent');
  await workbench().answer('Run');
  await detail().getByText('is not known yet').waitFor();
  await expectText(detail(), 'host-key');
  await workbench().answer('Trust this key');
  await expectText(toast().filter({ hasText: 'Explain' }), 'door');
  await toast().getByRole('button', { name: 'Explain' }).click();
  await preview().getByText('Fix it').first().waitFor();
  await expectPlainPreview('explained');
  await clear();
});

test('a machine whose agent says hostile things: the tests, what they found, and the output', async () => {
  rmSync(closed);
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(named('web-ber-01'), 'Verify connection…');
  await expectText(detail(), 'verify');
  await workbench().answer('Run');
  const group = testRow('gw-hub-weu');
  await expect.poll(() => group.getAttribute('aria-label'), { timeout: 40_000 }).toMatch(/Failed|Errored/);
  // The end of a run reveals the first that failed.
  await testRow('The agent reports no error').first().waitFor();
  await expectText(page().locator('.test-explorer .monaco-list-row'), 'tests');
  await workbench().runCommand('Test Results: Focus on Test Results View');
  await workbench().runCommand('View: Toggle Maximized Panel');
  await expectText(page().locator('.part.panel'), 'test-output');
  await workbench().runCommand('View: Toggle Maximized Panel');
  await workbench().runCommand('View: Toggle Panel Visibility');
  await testRow('The agent reports no error').first().click();
  const check = workbench().webview().locator('main');
  await check.getByText('Fix it').first().waitFor();
  const links = await elementsOf(check, 'a');
  expect(links.filter((link) => !/^A (?:command:arcGateway\.|https:\/\/learn\.microsoft\.com\/)/.test(link))).toEqual(
    [],
  );
  expect(await elementsOf(check, ':not(h1, h2, p, ul, li, strong, span, a)')).toEqual([]);
});

test('a password that a machine asks for in words of its own', skipUnless(askingSshd, withoutMounts), async () => {
  await workbench().openContainer('Azure Arc');
  await tree().chooseFromMenu(named('web-ber-02'), 'Verify connection…');
  await input().choose('SSH with a password');
  await question().getByText('Host for ssh').waitFor();
  await input().accept('asking');
  await workbench().answer('Run');
  await question().getByText('SSH to').waitFor();
  await expectText(page().locator('.quick-input-message'), 'prompt');
  await input().cancel();
});

test('a device code, and the tenants of who signs in with it', async () => {
  azure.entra.deviceCode = { user_code: `LOOP1234 ${inTexts}`, verification_uri: `https://evil.example/ ${inTexts}` };
  await workbench().runCommand('Azure Arc: Choose how to sign in…');
  await input().choose('Device code');
  await expectText(toast(), 'device-code');
  azure.entra.isCodeEntered = true;
  await toast().filter({ hasText: 'Fix it' }).first().waitFor({ state: 'detached' });
  await workbench().runCommand('Azure Arc: Choose tenant…');
  await expectText(input().rows(), 'tenants');
  await input().cancel();
});

testPreviews(workbench);
