import { describe, expect, test } from 'vitest';
import { plan } from '../../src/planning/makePlan';
import { readSite } from '../../src/planning/site/readSite';
import { requestsOf, sentScriptsOf, step } from './support/reading';
import { completeDocument } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const identity = { method: 'servicePrincipal', clientId: '12345678-1234-4234-8234-123456789abc' };
const many = { ...completeDocument, identity };
const scriptsOf = (document: unknown) => {
  const { site } = readSite(document);
  if (!site) throw new Error('The sample is not valid.');
  return plan(site).scripts;
};
const tabNames = ['Linux', 'Windows', 'Ansible', /^Endpoints/, 'Next steps'];

describe('a few scripts', () => {
  test('have a tab each, with what they are for and the text to the byte', async () => {
    const document = { ...completeDocument, identity: { method: 'accessToken' } };
    const page = await open({ document });
    expect(await page.getByRole('tab').count()).toBe(tabNames.length);
    for (const [index, { text, fileName }] of scriptsOf(document).entries()) {
      await page.getByRole('tab').nth(index).click();
      const panel = page.getByRole('tabpanel', { name: tabNames[index] ?? fileName });
      await expect.poll(() => panel.getByRole('region', { name: fileName }).textContent()).toBe(text);
      expect(await panel.locator('.purpose').textContent()).not.toBe('');
    }
  });
});

describe('many scripts', () => {
  test('share a tab and are chosen from a list, by keys too', async () => {
    const page = await open({ document: many });
    const scripts = scriptsOf(many);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      `Scripts ${scripts.length}`,
      'Endpoints 13',
      'Next steps',
    ]);
    const list = page.getByRole('combobox', { name: 'Script' });
    await list.focus();
    for (const { fileName, text } of scripts) {
      await expect.poll(() => page.getByRole('region', { name: fileName }).textContent()).toBe(text);
      expect(await page.locator('.purpose:visible').textContent()).not.toBe('');
      await page.keyboard.press('ArrowDown');
    }
    expect(await page.evaluate(() => window.host.kept.at(-1))).toEqual({
      step: 'targets',
      tab: scripts.at(-1)?.fileName,
    });
    await page.getByRole('button', { name: 'Copy this script' }).click();
    await page.getByRole('status').getByText('Copied the script.').waitFor();
    expect(await requestsOf(page)).toEqual([{ method: 'copyScript', params: { fileName: scripts.at(-1)?.fileName } }]);
  });

  test('show the one that was looked at before', async () => {
    const page = await open({ document: many, uiState: { step: 'targets', tab: 'onboard.yml' } });
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Scripts 7');
    await page.getByRole('region', { name: 'onboard.yml' }).waitFor();
    expect(new Set(await sentScriptsOf(page))).toEqual(new Set(['onboard.yml']));
    await page.evaluate((document) => {
      window.host.change(document);
    }, completeDocument);
    await expect.poll(() => page.getByRole('tab', { selected: true }).innerText()).toBe('Linux');
  });

  test('are saved all at once, from a button that says how many they are', async () => {
    const page = await open({ document: many });
    await page.getByRole('contentinfo').getByRole('button', { name: 'Save all 7 files' }).click();
    await page.getByRole('status').getByText('Saved 7 files.').waitFor();
    expect(await requestsOf(page)).toEqual([{ method: 'saveScripts', params: {} }]);
  });

  test('stand in the review one by one, each with what it is for', async () => {
    const page = await open({ document: many, uiState: { step: 'review' } });
    const rows = page.locator('.files').getByRole('listitem');
    expect(await rows.locator('.file-name').allTextContents()).toEqual(scriptsOf(many).map(({ fileName }) => fileName));
    expect(await rows.locator('.file-purpose').allTextContents()).not.toContain('');
    await rows.getByRole('button', { name: 'Save ArcInfo.json' }).click();
    await page.getByRole('status').getByText('Saved ArcInfo.json.').waitFor();
  });
});

describe('the host sends', () => {
  test('no text while a tab without one is shown, not even after a reload', async () => {
    const page = await open({ document: many, uiState: { step: 'targets', tab: 'nextSteps' } });
    await page.evaluate((document) => {
      window.host.change(document);
    }, completeDocument);
    await page.getByRole('tab', { name: 'Linux' }).waitFor();
    expect(new Set(await sentScriptsOf(page))).toEqual(new Set([null]));
    await page.getByRole('tab', { name: 'Windows' }).click();
    const text = scriptsOf(completeDocument).find(({ os }) => os === 'windows')?.text;
    await expect.poll(() => page.getByRole('region', { name: 'onboard-windows.ps1' }).textContent()).toBe(text);
    await page.getByRole('tab', { name: /^Endpoints/ }).click();
    await expect.poll(async () => (await sentScriptsOf(page)).at(-1)).toBe(null);
  });

  test('the text that is asked for late, and no other one stands under its name until then', async () => {
    const page = await open({ document: many });
    const [first, second] = scriptsOf(many);
    const textOf = (script: typeof first) => page.getByRole('region', { name: script?.fileName ?? '' }).textContent();
    expect(await textOf(first)).toBe(first?.text);
    await page.evaluate(() => {
      window.host.isHeld = true;
    });
    const list = page.getByRole('combobox', { name: 'Script' });
    await list.selectOption({ index: 1 });
    await page.evaluate(() => {
      window.host.push();
    });
    expect(await textOf(second)).toBe('');
    // What was shown of the same file stays.
    await list.selectOption({ index: 0 });
    expect(await textOf(first)).toBe(first?.text);
    await list.selectOption({ index: 1 });
    await page.evaluate(() => {
      window.host.isHeld = false;
      window.host.release();
    });
    await expect.poll(() => textOf(second)).toBe(second?.text);
    expect((await sentScriptsOf(page)).at(-1)).toBe(second?.fileName);
  });
});

test('what associates connected servers is said for each file', async () => {
  const targets = { servers: { os: ['linux', 'windows'], state: 'connected', machines: ['srv01'] } };
  const page = await open({ document: { ...completeDocument, targets }, uiState: { step: 'review' } });
  expect(await page.locator('.file-purpose').allTextContents()).not.toContain('');
  expect(await page.locator('.summary').textContent()).not.toContain('Identity');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Move servers to an Arc gateway');
});

test('a network that cannot work has no files, and the review says why', async () => {
  const network = { tlsInspection: 'yes' };
  const page = await open({ document: { ...completeDocument, network }, uiState: { step: 'review' } });
  await page.locator('.form .issues', { hasText: 'Network › Exempt hosts' }).waitFor();
  expect(await page.locator('.file').count()).toBe(0);
  expect(await step(page, 'review').textContent()).toContain('1 to fix');
  expect(await step(page, 'network').textContent()).toContain('1 to correct');
  await page.getByRole('banner').getByRole('button', { name: 'Save scripts' }).click();
  await page.getByRole('status').getByText('Fix the remaining issues first.').waitFor();
  expect(await requestsOf(page)).toEqual([]);
  expect(await step(page, 'network').getAttribute('aria-current')).toBe('step');
});

test('the footer says how much of the gateway the servers take, and that one is not enough', async () => {
  const page = await open({
    document: { ...completeDocument, targets: { servers: { ...completeDocument.targets.servers, count: 24 } } },
  });
  const footer = page.locator('.footer');
  await footer.filter({ hasText: '24 servers' }).filter({ hasText: 'gateway, score 1.2 of 100' }).waitFor();
  await step(page, 'targets').click();
  await page.getByRole('textbox', { name: /Number of servers/ }).fill('9000');
  await footer.filter({ hasText: '9,000 servers' }).filter({ hasText: 'one of 5 needed' }).waitFor();
});

test('the header leads to the network traffic, with what was typed last', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Network traffic' }).click();
  await expect.poll(async () => (await requestsOf(page)).map(({ method }) => method)).toContain('showTraffic');
});

test.each([
  ['direct', { connection: 'direct' }, 'Direct connection'],
  [
    'private link',
    {
      connection: 'privateLink',
      privateLink: { scopeId: completeDocument.gateway.id.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls') },
    },
    'pls private link scope',
  ],
])('a %s connection speaks of no gateway anywhere but where it can be chosen', async (_, connection, sum) => {
  const document = { ...completeDocument, gateway: undefined, ...connection };
  const page = await open({ document });
  await page.locator('.footer', { hasText: sum }).waitFor();
  for (const id of ['targets', 'azure', 'network', 'identity', 'scenarios', 'review']) {
    await step(page, id).click();
    const text = await page.locator('.header, .step-nav, .form > :not([hidden]), .findings, .footer').allInnerTexts();
    expect({ id, text: text.join('\n') }).not.toMatchObject({ text: expect.stringMatching(/gateway/i) as string });
  }
  await page.getByRole('tab', { name: 'Next steps' }).click();
  expect(await page.locator('.next-steps').innerText()).not.toMatch(/gateway/i);
});

describe('a target that cannot be read', () => {
  const wrong = { name: 'not a name!' };

  test('takes no script from the servers', async () => {
    const targets = { ...completeDocument.targets, clusters: [wrong] };
    const page = await open({ document: { ...completeDocument, targets } });
    await page.getByRole('tab', { name: 'Linux' }).waitFor();
    await page
      .locator('.results')
      .getByText(/A cluster’s name in Azure/)
      .waitFor();
  });

  test('is named where it leaves no script, though the others are planned', async () => {
    const targets = { servers: { os: [] }, clusters: [{ name: 'aks-1' }] };
    const page = await open({ document: { ...completeDocument, targets } });
    await page
      .locator('.why')
      .getByText(/Choose at least one operating system/)
      .waitFor();
    expect(await page.getByRole('tab', { name: 'Linux' }).count()).toBe(0);
  });
});
