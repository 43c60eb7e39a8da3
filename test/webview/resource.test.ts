import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ResourcePageState } from '../../src/contract/resourcePage';
import { machine } from '../support/resources';
import { faults } from './support/faults';
import { themes } from './support/themes';
import { hub, k8s, known, stateOf, useResource, web } from './support/useResource';

const open = useResource();
const requests = (page: Page) => page.evaluate(() => window.resourcePage.requests);
const push = (page: Page, state: ResourcePageState) =>
  page.evaluate((next) => {
    window.resourcePage.push(next);
  }, state);
/** In px. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const check = (page: Page, name: RegExp) => page.getByRole('button', { name, expanded: false });

test('tells whose it is, what is wrong, and the way to Azure with what is not known of it', async () => {
  const page = await open();
  expect(await page.getByRole('banner').innerText()).toMatch(/Sample tenant, not Azure[^]*admin@contoso.com/);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Machine web-01');
  const regions = await page
    .getByRole('region')
    .evaluateAll((all) =>
      all.map((region) => document.getElementById(region.getAttribute('aria-labelledby') ?? '')?.textContent),
    );
  expect(regions.slice(0, 4)).toEqual(['Needs attention', 'Route to Azure', 'Association', 'Last verification']);
  const hops = page.getByRole('list', { name: 'Hops to Azure' }).getByRole('listitem');
  expect(await hops.allInnerTexts()).toEqual([
    expect.stringContaining('web-01'),
    expect.stringContaining('not known'),
    expect.stringContaining('Azure'),
  ]);
});

test('what is well says nothing of problems', async () => {
  const page = await open({ state: stateOf(k8s) });
  expect(await page.getByRole('region', { name: 'Needs attention' }).count()).toBe(0);
});

test('a failed check opens to what was expected and seen, and its fix is a request by id', async () => {
  const page = await open();
  await check(page, /^The agent’s connection type/).click();
  const body = page.locator('#check-gateway\\.connectionType');
  for (const text of ['gateway', 'direct', 'Likely cause', 'arc-gateway'])
    expect(await body.innerText()).toContain(text);
  await page
    .getByRole('button', { name: /, for: The agent’s connection type/ })
    .first()
    .click();
  await expect.poll(async () => (await requests(page)).map(({ method }) => method)).toEqual(['fix']);
});

test('what passed is shown only when asked for', async () => {
  const page = await open();
  const count = () => page.locator('.check').count();
  expect(await count()).toBe(3);
  await page.getByRole('button', { name: 'Show all checks' }).click();
  expect(await count()).toBe(4);
});

test('runs its actions, copies, and opens others, by ids alone', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Copy: Resource ID' }).click();
  await page.getByText('Copied: Resource ID').waitFor();
  await page.getByRole('button', { name: 'gw-hub', exact: true }).click();
  await page.getByRole('button', { name: 'Keep open' }).click();
  await expect
    .poll(() => requests(page))
    .toEqual([
      { method: 'act', params: { action: 'verify' } },
      { method: 'copy', params: { what: 'id' } },
      { method: 'open', params: { id: hub.id } },
      { method: 'keep', params: {} },
    ]);
});

test('a gateway lists what is behind it', async () => {
  const page = await open({ state: stateOf(hub) });
  const members = page.getByRole('region', { name: 'Machines and clusters' });
  expect(await members.innerText()).toContain('1 in all; 1 needs attention.');
  await members.getByRole('button', { name: 'web-01' }).click();
  await expect.poll(() => requests(page)).toEqual([{ method: 'open', params: { id: web.id } }]);
});

test('keeps nothing but its id, whether it stays, and what is open; another resource begins closed', async () => {
  const page = await open({ uiState: { id: web.id, open: ['gateway.connectionType'] } });
  expect(await page.getByRole('button', { expanded: true }).count()).toBe(1);
  await push(page, { ...stateOf(hub), isKept: true });
  await page.getByRole('heading', { name: 'Gateway gw-hub' }).waitFor();
  await push(page, stateOf(web));
  await page.getByRole('heading', { name: 'Machine web-01' }).waitFor();
  expect(await page.getByRole('button', { expanded: true }).count()).toBe(0);
  const kept = await page.evaluate(() => window.resourcePage.kept);
  expect(kept.at(-1)).toEqual({ id: web.id, isKept: false, open: [], showsAll: false });
});

test('keeps the focus where it is while states come', async () => {
  const page = await open();
  await check(page, /^The agent’s connection type/).focus();
  await page.keyboard.press('Enter');
  await push(page, { ...stateOf(web), isLoading: true });
  await page.getByText('Loading…').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
});

test('says why there is nothing to show, and reads again', async () => {
  const { id, head, account, isSample, isKept, isLoading } = stateOf(web);
  const state = { id, head, account, isSample, isKept, isLoading };
  const page = await open({ state: { ...state, missing: 'It isn’t in the inventory.' } });
  await page.getByText('It isn’t in the inventory.').waitFor();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => requests(page)).toEqual([{ method: 'refresh', params: {} }]);
});

test('everything is reached by the keyboard alone, in the order in which it is read', async () => {
  const page = await open();
  const all = await page.locator('button:visible, a:visible').evaluateAll((elements) => elements.length);
  const seen: string[] = [];
  for (let index = 0; index < all; index++) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => document.activeElement?.textContent.trim() ?? ''));
  }
  expect(new Set(seen)).toContain('Verify');
  expect(seen).not.toContain('');
  expect(seen[0]).toBe('Keep open');
});

test.each(themes)('has no serious fault in %s at 400, 900 and 1920 px, and nothing sticks out', async (theme) => {
  for (const [resource, width] of [
    [web, 400],
    [hub, 900],
    [web, 1920],
    [k8s, 400],
  ] as const) {
    const page = await open({ theme, width, state: stateOf(resource), uiState: { open: ['gateway.connectionType'] } });
    expect(await faults(page)).toEqual([]);
    expect({ width, over: await overflow(page) }).toEqual({ width, over: 0 });
  }
});

test('hostile text in every value stays text', async () => {
  const hostile = `"><img src=x onerror="window.owned=1"><script>window.owned=2</script>\u202e`;
  const poisoned = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(poisoned) as T;
    if (typeof value !== 'object' || value === null) return (typeof value === 'string' ? hostile : value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poisoned(item) as unknown])) as T;
  };
  const odd = machine('odd', { tags: { [hostile]: hostile } });
  const state = stateOf(odd, { inventory: { ...known, reading: { ...known.reading, machines: { items: [odd] } } } });
  const { head, content } = state;
  if (!content) throw new Error('There is a page.');
  const { path, facts, sides, agent, lists } = content;
  const page = await open({
    width: 400,
    state: {
      ...state,
      head: { ...head, name: hostile, kind: hostile, state: hostile },
      account: hostile,
      content: {
        ...content,
        path: { basis: hostile, hops: (path?.hops ?? []).map((hop) => ({ ...hop, name: hostile, title: hostile })) },
        sides: sides.map((side) => ({ ...side, value: hostile, gatewayId: hostile })),
        facts: poisoned(facts),
        agent: poisoned(agent),
        lists: poisoned([...lists, { title: 'x', items: ['x'], note: 'x' }]),
        problems: [{ severity: 'error', message: hostile, source: hostile }],
        history: [{ at: hostile, what: hostile, result: hostile, severity: 'ok', reason: hostile, account: hostile }],
      },
    },
  });
  expect(await page.locator('img, script:not([nonce]), [onerror]').count()).toBe(0);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img src=x');
  expect(await overflow(page)).toBe(0);
});
