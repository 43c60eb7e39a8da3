import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { settingsFor, startLoopbackAzure } from '../support/loopbackAzure';
import { noFaults } from '../support/loopbackFaults';
import { startSquid } from '../support/squid';
import { enterServicePrincipal } from './servicePrincipal';
import { useWorkbench } from './useWorkbench';

const host = 'management.arc.test';
const machines = 72;
const user = { name: 'clerk', password: 'Pr0xy-pass' };
const folder = mkdtempSync(join(tmpdir(), 'arc-faults-'));
const azure = await startLoopbackAzure({
  directory: folder,
  names: [host],
  extraMachines: machines,
  latency: { from: 100, to: 150 },
  operationSeconds: 1,
});
// Nothing but the proxy knows the name, so what reaches Azure has come through it.
const squid = await startSquid(folder, { [host]: azure.port }, user);
const patiently = { timeout: 20_000, interval: 50 };

afterAll(async () => {
  await squid[Symbol.asyncDispose]();
  await azure[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
});

const workbench = useWorkbench({
  settings: { 'arcGateway.environment': 'azure', 'http.proxy': squid.url },
  machineSettings: settingsFor({ origin: `https://${host}` }),
  env: { NODE_EXTRA_CA_CERTS: azure.certificate },
});
const view = () => workbench().page.locator('.sidebar');
const tree = () => workbench().tree('Inventory');

/** Changes that Azure has carried out since then, whether or not their answer arrived: `fleet-00001 settings`. */
const changesSince = (start: number): readonly string[] =>
  azure.requests.slice(start).flatMap((line) => {
    const short = line.replace('/providers/Microsoft.HybridCompute/settings/default', ' settings');
    return /^(?:PATCH|PUT) .*\/([^/]+) → (?:20\d|lost)$/.exec(short)?.[1] ?? [];
  });

/** Until many requests are on their way, so that no fault finds them one after the other. */
const settingsAskedSince = (start: number) =>
  expect.poll(() => azure.requests.slice(start).some((line) => line.includes('/settings/')), patiently).toBe(true);

test('a proxy that demands authentication is blamed without credentials, and lets through with them', async () => {
  await workbench().openContainer('Azure Arc');
  await view().getByRole('button', { name: 'Store a service principal' }).click();
  await enterServicePrincipal(workbench());
  await view().getByText('The proxy refuses connections to Azure').waitFor();
  await workbench().screenshot('azure-proxy-without-credentials');
  expect(squid.accessLog().join('\n')).toContain('TCP_DENIED/407');
  expect(azure.requests).toEqual([]);

  const { name, password } = user;
  await workbench().setSettings({ 'http.proxy': squid.url.replace('//', `//${name}:${password}@`) });
  await workbench().openContainer('Azure Arc');
  await tree().find('gw-hub-weu');
  await tree().row('Loading associations').waitFor({ state: 'detached' });
  expect(squid.accessLog().join('\n')).toMatch(new RegExp(`200 .*CONNECT ${host}:443 ${name}`));
  await workbench().screenshot('azure-proxy-with-credentials');
});

test('many are associated through every fault and a reload, each of them once', async () => {
  // Those of the branches, one in three, use another gateway or none; of the others one in four uses none.
  const names = Array.from({ length: machines }, (_, i) => i).filter((i) => i % 3 === 0 || i % 4 === 0);
  const expected = names.map((i) => `fleet-${String(i + 1).padStart(5, '0')} settings`);
  await workbench().runCommand('Azure Arc: Filter gateways and resources…');
  await workbench().quickInput.accept('fleet-');
  await workbench().runCommand('Azure Arc: Associate all shown with gateway');
  await workbench().quickInput.choose('gw-hub-weu');
  await workbench().modal().getByText(`Associate ${names.length} resources with gw-hub-weu?`).waitFor();
  const start = azure.requests.length;
  // More than the SDK tries by itself, of the one question that the run begins with.
  azure.faults.throttled = 4;
  await workbench().answer(`Associate ${names.length}`);
  await settingsAskedSince(start);
  Object.assign(azure.faults, { throttled: 3, unavailable: 3, dropped: 2, malformed: 2, lost: 2 });
  await expect.poll(() => changesSince(start).length, patiently).toBeGreaterThan(4);
  azure.expireTokens({ claims: true });
  await expect.poll(() => changesSince(start).length, patiently).toBeGreaterThan(16);
  // What is written from here on is in place, and the window that wrote it never hears so.
  azure.faults.slowChangesMilliseconds = 8000;
  await workbench().page.waitForTimeout(500);
  await workbench().screenshot('azure-faults-running');
  await workbench().reload();
  azure.faults.slowChangesMilliseconds = 0;
  expect(changesSince(start).length).toBeLessThan(names.length);

  await workbench().openContainer('Azure Arc');
  const offer = workbench().notification('A run was interrupted');
  await offer.waitFor();
  const resumed = azure.requests.length;
  await offer.getByRole('button', { name: /^Resume \d+$/ }).click();
  await settingsAskedSince(resumed);
  Object.assign(azure.faults, { throttled: 1, unavailable: 1, dropped: 1, malformed: 1, lost: 1 });
  await workbench().notification(`${names.length} resources associated`).waitFor();
  await workbench().screenshot('azure-faults-report');
  // The answers that were held back for the old window are counted when their time has come.
  await expect.poll(() => changesSince(start).length, patiently).toBe(names.length);
  expect(changesSince(start).toSorted()).toEqual(expected.toSorted());
  const answers = new Set(azure.requests.slice(start).map((line) => line.split(' → ')[1]));
  for (const answer of ['429', '503', '401', 'drop', 'lost']) expect(answers).toContain(answer);
  expect(azure.faults).toMatchObject({ throttled: 0, unavailable: 0, dropped: 0, malformed: 0, lost: 0 });
});

test('a cluster whose operation fails after going well is not left associated, and Azure’s reason is told', async () => {
  const start = azure.requests.length;
  azure.faults.failingOperations = true;
  await tree().expand('Direct, no gateway');
  await tree().chooseFromMenu('k3s-got-01', 'Associate with gateway…');
  await workbench().quickInput.choose('gw-hub-weu');
  await workbench().answer('Associate');
  await workbench().notification('It fell over at the end.').waitFor();
  await workbench().screenshot('azure-faults-operation');
  expect(changesSince(start)).toEqual(['k3s-got-01 settings', 'k3s-got-01', 'k3s-got-01 settings']);
});

test('a gateway whose request got no answer is followed, and created once', async () => {
  const start = azure.requests.length;
  const input = workbench().quickInput;
  const question = (step: string) => workbench().page.locator('.quick-input-widget').getByText(step).waitFor();
  await workbench().runCommand('Azure Arc: Create gateway…');
  await question('Create Arc gateway (1/5)');
  await input.choose('Contoso Branches');
  await question('Create Arc gateway (2/5)');
  await input.choose('rg-stores');
  await question('Create Arc gateway (3/5)');
  const focused = workbench().page.locator('.quick-input-widget .monaco-list-row.focused');
  await focused.filter({ hasText: 'North Europe' }).waitFor();
  await input.accept();
  await question('Create Arc gateway (4/5)');
  await input.accept('gw-edge');
  await question('Create Arc gateway (5/5)');
  await input.accept('');
  Object.assign(azure.faults, { lost: 1, malformed: 1, unavailable: 1 });
  await workbench().answer('Create');
  await workbench().notification('The gateway gw-edge is ready').waitFor();
  expect(changesSince(start)).toEqual(['gw-edge']);
});
