import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { run } from '../support/program';
import { freePort } from '../support/squid';
import { sshClient } from '../support/sshClient';
import { startSshd } from '../support/sshd';
import { StubMachine } from '../support/stubAgent';
import { disconnected, fleetSite, plays, startStubFleet, well } from './stubFleet';
import { useWorkbench } from './useWorkbench';

const folder = mkdtempSync(join(tmpdir(), 'arc-ways-'));
/** The machine behind sshd, and the one that VS Code runs on. */
const remote = new StubMachine(join(folder, 'remote'));
const here = new StubMachine(join(folder, 'here'));
remote.play(well);
here.play(disconnected);

const sshd = await startSshd(folder, remote.environment);
const fleet = await startStubFleet(folder);
const client = sshClient(folder, fleet.knownHosts);
client.configure(
  ...['Host stub', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`],
  ...fleet.configuration,
);

afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  await sshd[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

writeFileSync(join(folder, '.profile'), `PATH=${dirname(client.program)}:${here.environment.PATH ?? ''}\n`);

const id = '11111111-2222-3333-4444-555555555555';
const workbench = useWorkbench({
  viewport: { width: 1440, height: 900 },
  // VS Code takes its PATH from a login shell.
  env: { STUB: here.environment.STUB ?? '', SHELL: '/bin/bash', HOME: folder },
  files: {
    'fleet.arc.json': JSON.stringify(fleetSite),
    'branch.arc.json': JSON.stringify({
      version: 1,
      targets: { os: ['linux'], machines: ['srv-new'] },
      gateway: {
        id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
        endpoint: 'abc123.gw.arc.azure.com',
      },
      azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
      // Nobody listens there, so that nothing here asks for Azure.
      network: { proxyUrl: `http://127.0.0.1:${await freePort()}` },
      identity: { method: 'deviceCode' },
      tags: {},
      scenarios: ['keyVault'],
    }),
  },
});
const page = () => workbench().page;
const tree = () => workbench().tree('Inventory');

const testRow = (label: string): Locator =>
  page()
    .locator('.test-explorer .monaco-list-row')
    .filter({ has: page().locator('.label', { hasText: label }) })
    .first();
const stateOf = (label: string) => testRow(label).getAttribute('aria-label');
const settled = (label: string, state: string) =>
  expect.poll(() => stateOf(label), { timeout: 30_000 }).toContain(`(${state})`);

async function expand(label: string): Promise<void> {
  const row = testRow(label);
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
}

/** Shows what follows from the failed checks of a machine that is expanded. */
async function expandCauses(): Promise<void> {
  const closed = page().locator('.test-explorer .monaco-list-row[aria-level="3"][aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().locator('.monaco-tl-twistie').click();
}

async function collapse(label: string): Promise<void> {
  const row = testRow(label);
  if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
}

async function chooseForMachine(machine: string, title: string): Promise<void> {
  await workbench().openContainer('Azure Arc');
  await tree().expand('gw-hub-weu');
  await tree().chooseFromMenu(machine, title);
}

async function chooseForFile(name: string, title: string): Promise<void> {
  await workbench().openContainer('Explorer');
  const file = page().locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
  await file.click({ button: 'right' });
  const menu = page().locator('.monaco-menu');
  await menu.getByText(title, { exact: true }).hover();
  await menu.locator('.action-item.focused').filter({ hasText: title }).waitFor();
  await page().keyboard.press('Enter');
}

/** Command lines of the processes that a session of the machine behind sshd has started. */
const processesOf = ({ environment }: StubMachine): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const isOfIt = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`STUB=${environment.STUB ?? ''}\0`);
        return isOfIt ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : [];
      } catch {
        return []; // ended meanwhile
      }
    });

/** What the agent is asked by one verification. */
const asked = ['config get connection.type', 'show -j', 'check'];

function fingerprint(): string {
  const line = run('ssh-keygen', 'openssh-client', ['-lf', join(folder, 'sshd', 'host.pub')]).toString();
  return line.split(' ')[1] ?? 'no fingerprint';
}

const inPreview = (text: string) => workbench().webview().locator('.markdown-body').getByText(text).first();

/** Chooses SSH and types the host, once each question is there. */
async function chooseSsh(): Promise<void> {
  await workbench().quickInput.choose('With your keys, agent');
  await page().getByText('Host for ssh').waitFor();
  await workbench().quickInput.accept('stub');
}

test('over SSH: the way is chosen, the commands are shown, the host key is compared, and the agent judged', async () => {
  await chooseForMachine('web-ber-01', 'Verify connection…');
  await workbench().quickInput.rows().filter({ hasText: 'Azure run command' }).waitFor();
  await workbench().screenshot('ways-choice');
  await chooseSsh();
  await workbench().modal().getByText('Over SSH: web-ber-01').waitFor();
  await workbench().screenshot('ways-consent');
  await workbench().answer('Read first');
  await page().locator('.view-line').filter({ hasText: 'StrictHostKeyChecking=yes' }).first().waitFor();
  await workbench().screenshot('ways-commands');
  expect(sshd.log()).not.toContain('Accepted publickey');
  await workbench().quickInput.choose('Run on the machine');

  await workbench().modal().getByText(fingerprint()).waitFor();
  await workbench().screenshot('ways-host-key');
  expect(remote.calls).toEqual([]);
  await workbench().answer('Trust this key');

  await settled('gw-hub-weu', 'Failed');
  await expand('gw-hub-weu');
  await settled('web-ber-01', 'Failed');
  await expand('web-ber-01');
  expect(await stateOf('The machine answers')).toContain('(Passed)');
  expect(await stateOf('The agent is connected')).toContain('(Passed)');
  expect(await stateOf('The Arc proxy is running')).toContain('(Passed)');
  const cause = 'The agent is in the same tenant as in Azure';
  expect(await stateOf(cause)).toContain('(Failed)');
  // The results come before what stands below them.
  await expect.poll(() => testRow(cause).getAttribute('aria-expanded')).toBe('false');
  await expand(cause);
  expect(await stateOf('The agent is the resource that Azure shows')).toContain('(Skipped)');
  expect(remote.calls).toEqual(asked);
  await workbench().screenshot('ways-ssh-verified');
  await collapse('web-ber-01');
});

test('on this machine: the agent of the one that VS Code runs on is judged', async () => {
  await chooseForMachine('web-ber-02', 'Verify connection…');
  await workbench().quickInput.choose('VS Code runs on web-ber-02 itself');
  await workbench().modal().getByText('On this machine: web-ber-02').waitFor();
  await workbench().answer('Run');
  await settled('web-ber-02', 'Failed');
  await expand('web-ber-02');
  expect(await stateOf('The machine answers')).toContain('(Passed)');
  expect(await stateOf('The agent is connected')).toContain('(Failed)');
  expect(here.calls).toEqual(['config get connection.type', 'show -j', 'show', 'check']);
  expect(remote.calls).toEqual(asked);
  await collapse('web-ber-02');
});

test('a verification that hangs is canceled in the Test Explorer, and no process of it is left', async () => {
  remote.play({ ...well, hangs: true });
  // Nobody ends the agent's check but who cancels.
  rmSync(join(remote.environment.STUB ?? '', 'bin', 'timeout'));
  await testRow('web-ber-01').hover();
  await testRow('web-ber-01')
    .getByRole('button', { name: /^Run Test/ })
    .click();
  await expect.poll(() => processesOf(remote).join('\n'), { timeout: 30_000 }).toContain('sleep 600');
  await workbench().screenshot('ways-hanging');
  await page()
    .getByRole('button', { name: /^Cancel Test Run/ })
    .click();
  await expect.poll(() => processesOf(remote), { timeout: 10_000 }).toEqual([]);
  await page()
    .getByRole('button', { name: /^Cancel Test Run/ })
    .waitFor({ state: 'detached' });
  await workbench().screenshot('ways-canceled');
  remote.play(well);
});

test('agents of every kind are verified at once over SSH, and each is judged by itself', async () => {
  await chooseForFile('fleet.arc.json', 'Verify site…');
  // Where they are stands in the document.
  await workbench()
    .modal()
    .getByText(`Run this on ${Object.keys(plays).length} machines?`)
    .waitFor();
  await workbench().screenshot('ways-fleet-consent');
  await workbench().answer('Run');
  await settled('fleet.arc.json', 'Errored');
  await collapse('gw-hub-weu');
  await expand('fleet.arc.json');
  for (const [name, [, judged]] of Object.entries(plays)) {
    await expand(name);
    await expandCauses();
    const seen: Record<string, string | null> = {};
    for (const title of Object.keys(judged)) seen[title] = /\((\w+)\)/.exec((await stateOf(title)) ?? '')?.[1] ?? null;
    expect({ [name]: seen }).toEqual({ [name]: judged });
    if (name === 'hanging') await workbench().screenshot('ways-fleet');
    await collapse(name);
  }
  await collapse('fleet.arc.json');
  await expand('gw-hub-weu');
});

test('the network is tried from a server, over SSH, before it is onboarded', async () => {
  await chooseForFile('branch.arc.json', 'Check network…');
  await workbench().quickInput.choose('srv-new');
  await chooseSsh();
  await workbench().modal().getByText('Over SSH: srv-new').waitFor();
  await workbench().answer('Run');
  await inPreview('Network check before onboarding').waitFor();
  await inPreview('Checked from: srv-new').waitFor();
  await inPreview('refuses connections').waitFor();
  await workbench().screenshot('ways-network');
});

test('logs are collected over SSH, and summarized', async () => {
  await chooseForMachine('web-ber-01', 'Collect Arc logs…');
  await workbench().modal().getByText('read the last part of the agent’s logs').waitFor();
  await workbench().answer('Run');
  await inPreview('Logs of web-ber-01').waitFor();
  await workbench().screenshot('ways-logs');
});

test('a machine whose host key has changed is refused, and nothing is sent to it', async () => {
  const calls = remote.calls.length;
  await sshd.reinstall();
  const before = sshd.log().length;
  await workbench().openContainer('Testing');
  await testRow('web-ber-01').hover();
  await testRow('web-ber-01')
    .getByRole('button', { name: /^Run Test/ })
    .click();
  await expand('web-ber-01');
  await settled('The machine answers', 'Failed');
  // The results come before what stands below them.
  await expect.poll(() => testRow('The machine answers').getAttribute('aria-expanded')).toBe('false');
  await expand('The machine answers');
  await settled('The agent is connected', 'Skipped');
  await expect
    .poll(() => testRow('The agent is connected').innerText())
    .toContain('not asked, because the machine did not answer');
  const log = sshd.log().slice(before);
  expect(log).toContain('Connection closed by');
  expect(log).not.toMatch(/Accepted|userauth-request/);
  expect(remote.calls).toHaveLength(calls);

  await workbench().runCommand('Test Results: Focus on Test Results View');
  await workbench().runCommand('View: Toggle Maximized Panel');
  await page().locator('.test-output-peek-tree .monaco-list-row').filter({ hasText: 'web-ber-01, failed' }).click();
  await page().locator('.part.panel').getByText('The host key of stub').first().waitFor();
  await workbench().screenshot('ways-key-changed');
});
