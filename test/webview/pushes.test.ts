import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { caretOf, documentOf, step, textBox } from './support/reading';
import { choices, completeDocument } from './support/samples';
import { textOf, useTraffic } from './support/useTraffic';
import { useWizard } from './support/useWizard';

const { open: openWizard } = useWizard();
const openTraffic = useTraffic();

const broken = { ...completeDocument, azure: { ...completeDocument.azure, region: '!' } };
const identity = { method: 'servicePrincipal', clientId: '12345678-1234-4234-8234-123456789abc' };
const connected = {
  ...completeDocument,
  targets: { servers: { os: ['linux'], state: 'connected', machines: ['srv01'] } },
  scenarios: ['keyVault'],
  identity,
  network: { ...completeDocument.network, tlsInspection: 'yes', tlsExemptHosts: ['a.example'] },
};

declare global {
  interface Window {
    pushes: { count: number; isStopped: boolean };
  }
}

/** The machine may be busy; what is waited for is an event, however late. */
const patience = { timeout: 10_000 };

/** States that come without a pause. */
interface Pushes {
  /** Waits until so many more have come. */
  readonly wait: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

function pushesIn(page: Page): Pushes {
  const count = (): Promise<number> => page.evaluate(() => window.pushes.count);
  return {
    wait: async (more) => {
      const before = await count();
      await expect.poll(count, patience).toBeGreaterThanOrEqual(before + more);
    },
    stop: () =>
      page.evaluate(() => {
        window.pushes.isStopped = true;
      }),
  };
}

/**
 * From now on states come, each with other lists than the one before, and with the document as the host has it: older
 * than what is being typed.
 */
async function startPushes(page: Page): Promise<Pushes> {
  await page.evaluate(() => {
    const { choices: all } = window.host;
    window.pushes = { count: 0, isStopped: false };
    const push = (): void => {
      const count = ++window.pushes.count;
      const rotate = <T>(list: readonly T[]): T[] => [...list.slice(count % 2), ...list.slice(0, count % 2)];
      const drop = <T>(list: readonly T[]): T[] => rotate(list).slice(count % 3 === 0 ? 1 : 0);
      window.host.choices = {
        ...all,
        gateways: rotate(all.gateways),
        resourceGroups: drop(all.resourceGroups),
        subscriptions: rotate(all.subscriptions),
        regions: drop(all.regions),
        machines: drop(all.machines),
      };
      window.host.push();
      if (!window.pushes.isStopped) setTimeout(push, 5);
    };
    push();
  });
  return pushesIn(page);
}

/** The same of the traffic page: one of these texts after the other. */
async function startChanges(page: Page, texts: readonly string[]): Promise<Pushes> {
  await page.evaluate((all) => {
    window.pushes = { count: 0, isStopped: false };
    const push = (): void => {
      window.traffic.change(all[++window.pushes.count % all.length] ?? '');
      if (!window.pushes.isStopped) setTimeout(push, 5);
    };
    push();
  }, texts);
  return pushesIn(page);
}

/** Fails when another element has the focus than the one that a locator stands for now. */
async function watchFocus(page: Page, control: Locator): Promise<() => Promise<void>> {
  await control.focus();
  const element = await page.evaluateHandle(() => document.activeElement);
  return async () => {
    expect(await page.evaluate((was) => was === document.activeElement && was?.isConnected === true, element)).toBe(
      true,
    );
  };
}

describe('while states come', () => {
  test.each([
    ['a text', 'network', /^Proxy URL/],
    ['several lines', 'network', 'Hosts exempt from TLS inspection'],
    ['a list of names', 'targets', 'Machines'],
    ['a folded text', 'targets', /^Host for SSH/],
    ['an identifier', 'azure', /^Tenant ID/],
    ['a service’s name', 'scenarios', /^Key vault/],
    ['a client', 'identity', /^Application/],
  ])('%s keeps what is typed into it, the caret and the focus', async (_, id, name) => {
    const page = await openWizard({
      document: connected,
      uiState: { step: id },
      choices: { ...choices, machines: ['srv02', 'srv03', 'srv04'] },
    });
    const box = textBox(page, name);
    await box.fill('abcdef');
    const isFocused = await watchFocus(page, box);
    const pushes = await startPushes(page);
    await page.keyboard.press('Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    for (const letter of '123456') {
      await page.keyboard.type(letter, { delay: 60 });
      expect(await caretOf(page)).toBe(3 + Number(letter));
    }
    await expect
      .poll(() => documentOf(page).then((document) => JSON.stringify(document)), patience)
      .toContain('abc123456def');
    await pushes.wait(10);
    await pushes.stop();
    expect(await box.inputValue()).toBe('abc123456def');
    expect(await caretOf(page)).toBe(9);
    await isFocused();
  });

  test('a text keeps its selection, and which way it was made', async () => {
    const page = await openWizard({ uiState: { step: 'network' } });
    const box = textBox(page, /^Proxy URL/);
    const isFocused = await watchFocus(page, box);
    await page.keyboard.press('End');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft');
    const pushes = await startPushes(page);
    await pushes.wait(10);
    await pushes.stop();
    const selection = (input: HTMLInputElement) => [input.selectionStart, input.selectionEnd, input.selectionDirection];
    const end = completeDocument.network.proxyUrl.length;
    expect(await box.evaluate(selection)).toEqual([end - 4, end, 'backward']);
    await isFocused();
  });

  test('white space stays while a text is written, and goes when the field is left', async () => {
    const page = await openWizard({ document: connected, uiState: { step: 'network' } });
    const box = textBox(page, 'Hosts exempt from TLS inspection');
    const isFocused = await watchFocus(page, box);
    await page.keyboard.press('Control+End');
    const pushes = await startPushes(page);
    await page.keyboard.press('Enter');
    await pushes.wait(5);
    await page.keyboard.type('b.example ');
    const tlsExemptHosts = ['a.example', 'b.example'];
    await expect.poll(() => documentOf(page), patience).toMatchObject({ network: { tlsExemptHosts } });
    await pushes.wait(5);
    expect(await box.inputValue()).toBe('a.example\nb.example ');
    await isFocused();
    await box.blur();
    await expect.poll(() => box.inputValue(), patience).toBe('a.example\nb.example');
    await pushes.stop();
  });

  test('an id by hand stays with its text, though the list comes and goes', async () => {
    const page = await openWizard({ uiState: { step: 'azure' } });
    await page.getByRole('combobox', { name: 'Resource group' }).selectOption('by-hand');
    const box = textBox(page, 'Resource group');
    const isFocused = await watchFocus(page, box);
    const pushes = await startPushes(page);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('rg-branch-lyon', { delay: 40 });
    await page.keyboard.type('-2', { delay: 40 });
    await expect.poll(() => documentOf(page), patience).toMatchObject({ azure: { resourceGroup: 'rg-branch-lyon-2' } });
    await pushes.stop();
    expect(await box.inputValue()).toBe('rg-branch-lyon-2');
    await isFocused();
  });

  test('a tag is written to its end, and one that has no name yet stays', async () => {
    const page = await openWizard({ uiState: { step: 'targets' } });
    const pushes = await startPushes(page);
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.keyboard.type('owner', { delay: 30 });
    await page.keyboard.press('Tab');
    const isFocused = await watchFocus(page, textBox(page, 'Tag value').last());
    await page.keyboard.type('operations', { delay: 30 });
    await page.getByRole('button', { name: 'Add tag' }).click();
    await expect.poll(async () => (await documentOf(page)).tags, patience).toMatchObject({ owner: 'operations' });
    await pushes.stop();
    expect(await textBox(page, /^Tag name/).count()).toBe(4);
    await textBox(page, 'Tag value').nth(2).focus();
    await isFocused();
  });

  test('a tag keeps the caret when another one is put before it, and its own value changes', async () => {
    const page = await openWizard({ uiState: { step: 'targets' } });
    const isFocused = await watchFocus(page, textBox(page, 'Tag value').first());
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.evaluate((document) => {
      window.host.change({ ...document, tags: { first: '1', site: 'Bern', 'cost-center': '4711' } });
    }, completeDocument);
    await expect.poll(() => textBox(page, 'Tag value').nth(1).inputValue()).toBe('Bern');
    await isFocused();
    expect(await caretOf(page)).toBe(1);
    expect(
      await textBox(page, 'Tag value')
        .nth(1)
        .evaluate((each) => each === document.activeElement),
    ).toBe(true);
  });

  test('a tag without a name keeps its row and the focus when the tags of the document change', async () => {
    const page = await openWizard({ uiState: { step: 'targets' } });
    await page.getByRole('button', { name: 'Add tag' }).click();
    const isFocused = await watchFocus(page, textBox(page, /^Tag name/).last());
    await change(page, { ...completeDocument, tags: { first: '1' } });
    await expect
      .poll(() =>
        textBox(page, /^Tag name/)
          .first()
          .inputValue(),
      )
      .toBe('first');
    await isFocused();
    expect(await textBox(page, /^Tag name/).count()).toBe(2);
  });

  test.each([
    ['check boxes', 'scenarios', 'checkbox', ['Azure Monitor', 'Key Vault certificates'], 'scenarios'],
    ['radio buttons', 'identity', 'radio', [/^Browser/, /^Access token/], 'identity'],
  ] as const)('%s show what was chosen last, however late the host answers', async (_, id, role, names, key) => {
    const page = await openWizard({ uiState: { step: id } });
    await page.evaluate(() => {
      window.host.isHeld = true;
    });
    const pushes = await startPushes(page);
    for (const name of names) {
      await page.getByRole(role, { name }).click();
      await pushes.wait(3);
      expect(await page.getByRole(role, { name }).isChecked()).toBe(true);
    }
    await page.evaluate(() => {
      window.host.isHeld = false;
      window.host.release();
    });
    const chosen = key === 'scenarios' ? ['azureMonitor', 'keyVault'] : { method: 'accessToken' };
    await expect.poll(() => documentOf(page), patience).toMatchObject({ [key]: chosen });
    await pushes.wait(3);
    expect(await page.getByRole(role, { name: names[1] }).isChecked()).toBe(true);
    await pushes.stop();
  });

  test('choices are made by keys', async () => {
    const page = await openWizard({ uiState: { step: 'connection' } });
    const pushes = await startPushes(page);
    await page.getByRole('radio', { name: /^Arc gateway/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => documentOf(page), patience).toMatchObject({ connection: 'direct' });
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => documentOf(page), patience).not.toHaveProperty('connection');
    const radio = page.getByRole('radio', { name: /^Arc gateway/ });
    expect(await radio.evaluate((element) => element === document.activeElement)).toBe(true);
    await step(page, 'network').click();
    const segments = page.locator('[data-path="network.tlsInspection"]');
    await segments.getByRole('radio', { name: 'No', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => documentOf(page), patience).toMatchObject({ network: { tlsInspection: 'yes' } });
    const yes = segments.getByRole('radio', { name: 'Yes' });
    expect(await yes.evaluate((element) => element === document.activeElement)).toBe(true);
    await step(page, 'scenarios').click();
    const box = page.getByRole('checkbox', { name: 'Azure Monitor' });
    const isFocused = await watchFocus(page, box);
    await page.keyboard.press('Space');
    await expect.poll(() => documentOf(page), patience).toMatchObject({ scenarios: ['azureMonitor'] });
    await pushes.wait(10);
    await pushes.stop();
    await isFocused();
    expect(await box.isChecked()).toBe(true);
  });

  test('a list shows what was chosen, though its options move', async () => {
    const page = await openWizard({ uiState: { step: 'azure' } });
    const list = page.getByRole('combobox', { name: 'Subscription' });
    const isFocused = await watchFocus(page, list);
    const pushes = await startPushes(page);
    await list.selectOption({ label: 'Contoso Production' });
    await expect
      .poll(() => documentOf(page), patience)
      .toMatchObject({ azure: { subscriptionId: choices.subscriptions[0]?.id } });
    const chosen = () => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent);
    for (let i = 0; i < 10; i++) expect(await chosen()).toBe('Contoso Production');
    await pushes.stop();
    await isFocused();
  });

  test.each(['Remove tag', 'Add tag', 'Next: Connection', 'Save scripts'])('%s keeps the focus', async (name) => {
    const page = await openWizard({ uiState: { step: 'targets' } });
    const isFocused = await watchFocus(page, page.getByRole('button', { name }).first());
    const pushes = await startPushes(page);
    await page.waitForTimeout(150);
    await pushes.wait(10);
    await pushes.stop();
    await isFocused();
  });
});

const scrollTo = (element: Locator, top: number): Promise<void> =>
  element.evaluate((node, y) => {
    node.scrollTop = y;
  }, top);
const topOf = (element: Locator): Promise<number> => element.evaluate((node) => node.scrollTop);
const change = (page: Page, document: Record<string, unknown>): Promise<void> =>
  page.evaluate((next) => {
    window.host.change(next);
  }, document);

describe('scrolling', () => {
  test('of script and form outlasts every push, and errors in between', async () => {
    const page = await openWizard({ uiState: { step: 'targets' }, height: 420 });
    const code = page.locator('.code:visible');
    const form = page.locator('.form');
    await scrollTo(code, 240);
    await scrollTo(form, 90);
    await change(page, { ...completeDocument, azure: { ...completeDocument.azure, region: 'northeurope' } });
    await page.locator('.code:visible', { hasText: `'northeurope'` }).waitFor();
    await change(page, broken);
    await page.getByText('No scripts yet').waitFor();
    await change(page, completeDocument);
    await page.locator('.code:visible', { hasText: `'westeurope'` }).waitFor();
    expect({ code: await topOf(code), form: await topOf(form) }).toEqual({ code: 240, form: 90 });
  });

  test('of endpoints and findings outlasts rows that come and go', async () => {
    // With findings enough to scroll.
    const document = { ...completeDocument, network: { proxyUrl: 'http://proxy.corp.example' } };
    const page = await openWizard({ document, height: 420 });
    await page.getByRole('tab', { name: /^Endpoints/ }).click();
    const endpoints = page.getByRole('region', { name: 'Endpoints' });
    await scrollTo(endpoints, 60);
    await scrollTo(page.locator('.findings'), 30);
    await change(page, { ...document, scenarios: ['azureMonitor'] });
    await page.getByRole('tab', { name: /^Endpoints (?!8)/ }).waitFor();
    expect({ endpoints: await topOf(endpoints), findings: await topOf(page.locator('.findings')) }).toEqual({
      endpoints: 60,
      findings: 30,
    });
  });

  test('begins at the top of another script, and of another step', async () => {
    const page = await openWizard({ document: { ...completeDocument, identity }, height: 420 });
    await scrollTo(page.locator('.code:visible'), 200);
    await page.getByRole('combobox', { name: 'Script' }).selectOption({ index: 1 });
    await expect.poll(() => topOf(page.locator('.code:visible'))).toBe(0);
    await scrollTo(page.locator('.form'), 50);
    await step(page, 'network').click();
    expect(await topOf(page.locator('.form'))).toBe(0);
  });

  test('leaves what is selected in a script selected', async () => {
    const page = await openWizard();
    await page.locator('.code:visible mark').first().selectText();
    const selected = () => page.evaluate(() => getSelection()?.toString());
    const text = await selected();
    const pushes = await startPushes(page);
    await pushes.wait(10);
    await pushes.stop();
    expect(text).toContain('gateway');
    expect(await selected()).toBe(text);
  });
});

describe('what the host refuses', () => {
  test('stays in its field and is said, until the next state', async () => {
    const page = await openWizard({ uiState: { step: 'network' } });
    await page.evaluate(() => {
      window.host.refusal = 'The file is read-only.';
    });
    const box = textBox(page, /^Proxy URL/);
    await box.fill('http://new:1');
    await page.getByRole('status').getByText('The file is read-only.').waitFor();
    expect(await box.inputValue()).toBe('http://new:1');
    await change(page, completeDocument);
    await expect.poll(() => box.inputValue()).toBe('http://proxy.corp.local:8080');
  });
});

describe('the traffic page, while documents come', () => {
  const many = textOf({ scenarios: ['azureMonitor', 'keyVault', 'defender'] });

  const texts = [textOf(), many, textOf({ targets: { servers: { os: ['linux'] } } })];

  test.each([
    ['changes', 'searchbox', /^Filter/],
    ['routes', 'textbox', 'Host or URL'],
  ] as const)('on %s keeps text and caret', async (tab, role, name) => {
    const page = await openTraffic({ uiState: { tab } });
    const box = page.getByRole(role, { name });
    await box.fill('azure.com');
    const isFocused = await watchFocus(page, box);
    await page.keyboard.press('Home');
    const pushes = await startChanges(page, texts);
    await page.keyboard.type('management.', { delay: 40 });
    await pushes.wait(10);
    await pushes.stop();
    expect(await caretOf(page)).toBe(11);
    expect(await box.inputValue()).toBe('management.azure.com');
    await isFocused();
  });

  test('keeps a number while it is typed, and a format that was chosen', async () => {
    const page = await openTraffic({ uiState: { tab: 'gateways' } });
    const pushes = await startChanges(page, texts);
    const number = page.getByRole('spinbutton', { name: 'Servers, row 1' });
    const isFocused = await watchFocus(page, number);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type('4500', { delay: 60 });
    await page.getByText('3 gateways needed').waitFor();
    expect(await number.inputValue()).toBe('4500');
    await isFocused();
    await page.getByRole('tab', { name: 'Allow list' }).click();
    const format = page.getByRole('combobox', { name: 'Format' });
    await format.focus();
    await format.selectOption('Squid access lists');
    await page.locator('.code', { hasText: 'dstdomain' }).waitFor();
    await pushes.wait(10);
    await pushes.stop();
    expect(await format.inputValue()).toBe('squid');
    expect(await format.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('keeps the scroll position and the focus in a table whose rows come and go', async () => {
    const page = await openTraffic({ height: 420, uiState: { tab: 'routes' } });
    const pane = page.getByRole('region', { name: 'Routes' });
    const isFocused = await watchFocus(page, page.getByRole('button', { name: 'packages.microsoft.com' }));
    await scrollTo(pane, 200);
    const gateway = page.getByRole('button', { name: /gw\.arc\.azure\.com/ });
    expect(await gateway.count()).toBe(1);
    const direct = textOf({ connection: 'direct', gateway: undefined });
    await page.evaluate((text) => window.traffic.change(text), direct);
    await gateway.waitFor({ state: 'detached' });
    await isFocused();
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('packages.microsoft.com');
    expect(await topOf(pane)).toBe(200);
  });
});
