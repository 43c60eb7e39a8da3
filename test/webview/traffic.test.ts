import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from './support/faults';
import { completeDocument } from './support/samples';
import { themes } from './support/themes';
import { textOf, useTraffic } from './support/useTraffic';

const open = useTraffic();
const tabIds = ['changes', 'routes', 'exports', 'gateways'];
const gatewayHost = 'contoso-weu.gw.arc.azure.com';
const direct = textOf({ connection: 'direct', gateway: undefined });

const rows = (page: Page, group: string) => page.locator(`.group-${group} tr:not(.group-title):visible th`);
const requests = (page: Page, method: string) =>
  page.evaluate(
    (name) => window.page.requests.filter((each) => each.method === name).map(({ params }) => params),
    method,
  );
const lastKept = (page: Page) => page.evaluate(() => window.page.kept.at(-1));
const change = (page: Page, text: string) =>
  page.evaluate((next) => {
    window.traffic.change(next);
  }, text);

test('shows what to open before the switch, what to close an hour after it, and what stays', async () => {
  const page = await open();
  expect(await rows(page, 'open').allTextContents()).toEqual([gatewayHost]);
  expect(await page.locator('.group-close .group-title').textContent()).toMatch(
    /Close no earlier than 1 hour after the switch/,
  );
  expect(await rows(page, 'close').allTextContents()).not.toContain('*.his.arc.azure.com');
  expect(await rows(page, 'closeAfterAsking').allTextContents()).toEqual(
    expect.arrayContaining([
      '*.his.arc.azure.com',
      'guestnotificationservice.azure.com',
      'azgn*.servicebus.windows.net',
    ]),
  );
  expect(await page.locator('.group-closeAfterAsking .group-title').textContent()).toMatch(
    /Ask first.*Does an Arc-enabled Kubernetes cluster or an Azure Local instance behind the same firewall/,
  );
  expect(await rows(page, 'keep').allTextContents()).toContain('login.microsoftonline.com');
  const narrowed = page.locator('.group-closeAfterAsking tr', { hasText: '*.his.arc.azure.com' });
  expect(await narrowed.textContent()).toContain('Only these stay open: gbl.his.arc.azure.com:443');
  expect(await narrowed.textContent()).toMatch(
    /An Arc-enabled Kubernetes cluster without a gateway needs \*\.his\.arc\.azure\.com/,
  );
  const source = narrowed.getByRole('link');
  expect(await source.getAttribute('href')).toMatch(/^https:\/\/learn\.microsoft\.com\//);
});

test('narrows by text and by group, says how much is left, and remembers it', async () => {
  const page = await open();
  const total = await page.locator('.found').textContent();
  await page.getByRole('searchbox').fill('Entra');
  expect(await page.locator('.found').textContent()).toMatch(new RegExp(`^\\d of ${total ?? ''}$`));
  expect(await rows(page, 'open').count()).toBe(0);
  await page.getByText('Keep', { exact: true }).click();
  expect(await page.locator('.group-close').isHidden()).toBe(true);
  expect(await rows(page, 'keep').count()).toBeGreaterThan(0);
  expect(await lastKept(page)).toMatchObject({ filter: 'Entra', group: 'keep', uri: expect.any(String) as string });
  await page.getByRole('searchbox').fill('nonsense');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await page.locator('.found').textContent()).toBe(total);
});

test('follows the document, and keeps what is typed', async () => {
  const page = await open();
  await page.getByRole('searchbox').fill('arc');
  await change(page, direct);
  await page.getByText('nothing has to be opened or closed').waitFor();
  expect(await rows(page, 'open').count()).toBe(0);
  expect(await page.getByRole('searchbox').inputValue()).toBe('arc');
  await change(page, '{');
  await page.getByRole('heading', { name: 'can’t be shown yet' }).waitFor();
  await page.getByText('not valid JSON').waitFor();
  await page.getByRole('button', { name: 'Open wizard' }).click();
  await expect.poll(() => requests(page, 'openWizard')).toHaveLength(1);
  await change(page, textOf());
  await rows(page, 'open').first().waitFor();
});

test('names every reason why there is nothing to show', async () => {
  const page = await open({ text: textOf({ azure: {} }) });
  expect(await page.locator('.details li').count()).toBe(4);
  expect(await page.locator('.details').textContent()).toContain('azure.region: ');
});

test('says so when the network cannot work as described', async () => {
  const page = await open({ text: textOf({ network: { proxyAuthentication: 'required' } }) });
  expect(await page.locator('.obstacles').textContent()).toContain('Proxy authentication isn’t supported');
});

test('shows the way of a host as an ordered list of hops, with who must allow it and why', async () => {
  const page = await open({ uiState: { tab: 'routes' } });
  const field = page.getByRole('textbox', { name: 'Host or URL' });
  await field.fill('https://agentserviceapi.guestconfiguration.azure.com/x');
  const hops = page.getByRole('list', { name: /^Hops/ }).getByRole('listitem');
  await expect
    .poll(() => hops.allTextContents())
    .toEqual([
      'Server: Agent and extensions',
      'Arc proxy: localhost:40343',
      'Enterprise proxy: proxy.corp.local:8080',
      `Arc gateway: ${gatewayHost}`,
      'Service: agentserviceapi.guestconfiguration.azure.com',
    ]);
  expect(await page.locator('.route-title').textContent()).toContain('through the gateway');
  expect(await page.locator('.route-facts').textContent()).toContain(
    `On the enterprise proxy: ${gatewayHost}, TCP 443`,
  );
  await field.fill('login.microsoftonline.com');
  await page.getByText('The gateway’s list doesn’t include').waitFor();
  await page.getByText('The installer').click();
  await expect.poll(() => hops.first().textContent()).toBe('Server: Installation');
  await field.fill('not a host');
  await page.getByRole('alert').filter({ hasText: 'isn’t a host name or URL' }).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await hops.count()).toBe(0);
});

test('asks for a known host by a click, a pattern by one of its hosts', async () => {
  const page = await open({ uiState: { tab: 'routes' } });
  const known = page.getByRole('table', { name: /^Known hosts/ });
  expect(await known.getByRole('row').filter({ hasText: 'pas.windows.net' }).textContent()).toContain(
    'through the gateway',
  );
  await known.getByRole('button', { name: '*.his.arc.azure.com' }).click();
  await page.locator('.route-title').filter({ hasText: 'any.his.arc.azure.com:443' }).waitFor();
});

test('shows the allow list in every format, with what the format leaves out', async () => {
  const document = { ...completeDocument, scenarios: ['keyVault'] };
  const page = await open({ uiState: { tab: 'exports' }, text: JSON.stringify(document) });
  const format = page.getByRole('combobox', { name: 'Format' });
  const texts = new Set<string>();
  for (const option of await format.locator('option').allTextContents()) {
    await format.selectOption(option);
    await expect.poll(async () => texts.has((await page.locator('.code').textContent()) ?? '')).toBe(false);
    texts.add((await page.locator('.code').textContent()) ?? '');
  }
  expect(texts.size).toBe(await format.locator('option').count());
  await format.selectOption('Squid access lists');
  await page.locator('.limits').getByText('<vault>').waitFor();
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect
    .poll(() => page.evaluate(() => window.traffic.copied))
    .toEqual([await page.locator('.code').textContent()]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').filter({ hasText: 'Saved arc-allow-list.conf.' }).waitFor();
  expect(await lastKept(page)).toMatchObject({ format: 'squid' });
});

test('counts gateways from the site, then from what is typed, and shows the sum', async () => {
  const text = textOf({ targets: { servers: { os: ['linux'], count: 1980 } } });
  const page = await open({ uiState: { tab: 'gateways' }, text });
  await page.getByText('1 gateway needed').waitFor();
  await change(page, textOf());
  await page.getByText('Enter how many servers').waitFor();
  await change(page, text);
  await page.getByRole('spinbutton', { name: 'Servers, row 1' }).fill('2000');
  await page.getByText('2 gateways needed').waitFor();
  await page.getByText('2,000 ÷ 20 + 0 ÷ 10 + 0 ÷ 10 = 100 → 2 gateways (exactly the boundary)').waitFor();
  await page.getByRole('button', { name: 'Add region' }).click();
  await page.getByRole('spinbutton', { name: 'Clusters, row 2' }).fill('2500');
  await page.getByText('3 gateways needed').waitFor();
  expect(await lastKept(page)).toMatchObject({ counts: [{ servers: 2000 }, { clusters: 2500 }] });
  await page.getByRole('button', { name: 'Remove row 2' }).click();
  await page.getByText('2 gateways needed').waitFor();
  await page.getByRole('button', { name: 'Reset to the site’s own count' }).click();
  await page.getByText('1 gateway needed').waitFor();
  expect(await page.getByRole('spinbutton', { name: 'Servers, row 1' }).inputValue()).toBe('1980');
  expect(await page.locator('.examples .differs').textContent()).toBe('4 (differs)');
});

test('opens where the person was', async () => {
  const page = await open({ uiState: { tab: 'routes', target: 'pas.windows.net', phase: 'running' } });
  await page.locator('.route-title').filter({ hasText: 'pas.windows.net:443' }).waitFor();
  expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Routes');
});

test('asks the host for the diff and the Markdown table', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Open as diff' }).click();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied the changes' }).waitFor();
  expect(await requests(page, 'openDiff')).toHaveLength(1);
  expect((await page.evaluate(() => window.traffic.copied))[0]).toContain(`| open | \`${gatewayHost}\` |`);
});

test('hostile text stays text', async () => {
  const hostile = `"><img src=x onerror="window.owned=1">`;
  const page = await open({
    uiState: { tab: 'routes', target: hostile, filter: hostile, format: hostile },
    text: textOf({ azure: { tenantId: hostile, region: hostile } }),
  });
  await change(page, textOf());
  for (const tab of tabIds) {
    await page.locator(`[data-tab="${tab}"]`).click();
    expect(await page.locator('img, script:not([nonce]), [onerror]').count()).toBe(0);
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test.each(themes)('no tab has a serious fault in %s', async (theme) => {
  const page = await open({ theme, uiState: { target: 'login.microsoftonline.com' } });
  for (const tab of tabIds) {
    await page.locator(`[data-tab="${tab}"]`).click();
    expect(await faults(page)).toEqual([]);
  }
  await change(page, '{}');
  await page.locator('.problem').waitFor();
  expect(await faults(page)).toEqual([]);
});

test.each([1280, 820, 400, 320])('nothing sticks out at %i px', async (width) => {
  const page = await open({ width, uiState: { target: 'login.microsoftonline.com' } });
  for (const tab of tabIds) {
    await page.locator(`[data-tab="${tab}"]`).click();
    const excess = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect({ tab, excess }).toEqual({ tab, excess: 0 });
  }
});
