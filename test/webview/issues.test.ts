import { describe, expect, test } from 'vitest';
import { emptySite } from '../../src/planning/site/emptySite';
import { documentOf, requestsOf, step, textBox } from './support/reading';
import { completeDocument, noChoices } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const badRegion = { ...completeDocument, azure: { ...completeDocument.azure, region: 'West Europe!' } };

describe('an error', () => {
  test('stands at its field, describes the input, and takes the script away', async () => {
    const page = await open({ uiState: { step: 'network' } });
    await textBox(page, /^Proxy URL/).fill('socks://nowhere');
    const alert = page.locator('[data-path="network.proxyUrl"]').getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('http://');
    const input = page.getByRole('textbox', { name: 'Proxy URL', description: /http:\/\// });
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.code').first().isVisible()).toBe(false);
    expect(await page.locator('.why').textContent()).toContain('Network › Proxy URL');
    expect(await step(page, 'network').textContent()).toContain('1 to correct');
    await input.fill('http://right:8080');
    await expect.poll(() => alert.textContent()).toBe('');
    expect(await page.locator('.code').first().isVisible()).toBe(true);
  });

  test('leads to its field on another step', async () => {
    const page = await open({ document: badRegion });
    await page.locator('.why').getByRole('button', { name: 'Azure › Region' }).click();
    const region = textBox(page, 'Region');
    await expect.poll(() => region.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await step(page, 'azure').getAttribute('aria-current')).toBe('step');
    expect(await page.evaluate(() => window.host.kept)).toEqual([{ step: 'azure' }]);
  });

  test('of the network as a whole takes the script away too, and says why', async () => {
    const scopeId = completeDocument.gateway.id.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls');
    const page = await open({ document: { ...completeDocument, privateLink: { scopeId } } });
    await page
      .locator('.why')
      .getByText(/private link/i)
      .first()
      .waitFor();
    expect(await page.locator('.code').first().isVisible()).toBe(false);
  });

  test('that no field holds leads to the text', async () => {
    const page = await open({ document: { ...completeDocument, version: 7 } });
    await page.locator('.why').getByRole('button', { name: 'Open as text: version' }).click();
    await expect.poll(() => requestsOf(page)).toEqual([{ method: 'openAsText', params: {} }]);
  });
});

describe('a value that is merely missing', () => {
  test('is no alarm until the field has been visited', async () => {
    const page = await open({ document: emptySite(), choices: noChoices, uiState: { step: 'azure' } });
    const alert = page.locator('[data-path="azure.resourceGroup"]').getByRole('alert');
    await page.locator('.why', { hasText: 'Azure › Resource group' }).waitFor();
    expect(await alert.textContent()).toBe('');
    expect(await step(page, 'azure').getAttribute('data-look')).toBe('open');
    await textBox(page, /^Resource group/).focus();
    await textBox(page, /^Region/).focus();
    await expect.poll(() => alert.textContent()).not.toBe('');
    expect(await step(page, 'azure').getAttribute('data-look')).toBe('wrong');
  });

  test('is where saving leads', async () => {
    const page = await open({ document: emptySite() });
    await page.getByRole('banner').getByRole('button', { name: 'Save scripts' }).click();
    await page.getByRole('status').getByText('Fix the remaining issues first.').waitFor();
    const list = page.getByRole('combobox', { name: 'Arc gateway' });
    expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await requestsOf(page)).toEqual([]);
  });
});

test('a finding leads to its field', async () => {
  const page = await open({ document: { ...completeDocument, network: { proxyUrl: 'http://proxy.corp.example' } } });
  await page.locator('.findings').getByRole('button', { name: 'Network › Proxy URL' }).click();
  const proxy = page.getByRole('textbox', { name: 'Proxy URL', description: /port 80/ });
  await expect.poll(() => proxy.evaluate((element) => element.matches(':focus'))).toBe(true);
});

test('a proxy that is chosen and not named is pointed out', async () => {
  const document = { ...completeDocument, network: { proxyUrl: '' } };
  const page = await open({ document, uiState: { step: 'network' } });
  await page.getByText('Enterprise proxy', { exact: true }).click();
  await page.getByText('the scripts connect directly').waitFor();
  await textBox(page, /^Proxy URL/).fill('http://edge:1');
  await expect.poll(() => documentOf(page)).toMatchObject({ network: { proxyUrl: 'http://edge:1' } });
  await expect.poll(() => page.getByText('the scripts connect directly').count()).toBe(0);
});

test('a text that is no form shows the reason and the way to the text', async () => {
  const page = await open({ unreadable: 'Line 3: a comma is missing.' });
  await page.getByText('Line 3: a comma is missing.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await page.getByRole('button', { name: 'Open as text' }).click();
  await expect.poll(() => requestsOf(page)).toEqual([{ method: 'openAsText', params: {} }]);
});
