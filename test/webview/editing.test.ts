import { describe, expect, test } from 'vitest';
import { documentOf, editsOf, caretOf, pick, step, textBox } from './support/reading';
import { choices, completeDocument, noChoices, tenantId } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const at = (id: string) => ({ uiState: { step: id } });

describe('typing', () => {
  test('sends one edit after a pause and shows it in the preview', async () => {
    const page = await open(at('network'));
    const proxy = textBox(page, /^Proxy URL/);
    await proxy.fill('');
    await proxy.pressSequentially('http://edge.contoso.com:3128', { delay: 5 });
    await page.locator('.code:visible', { hasText: `'http://edge.contoso.com:3128'` }).waitFor();
    expect(await editsOf(page)).toEqual([
      { edits: [{ path: ['network', 'proxyUrl'], value: 'http://edge.contoso.com:3128' }] },
    ]);
    expect(await documentOf(page)).toMatchObject({ network: { proxyUrl: 'http://edge.contoso.com:3128' } });
  });

  test('in the middle of a text keeps the caret when the host answers', async () => {
    const page = await open(at('network'));
    const proxy = textBox(page, /^Proxy URL/);
    await proxy.focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('eu-');
    await page.locator('.code:visible', { hasText: `'http://eu-proxy.corp.local:8080'` }).waitFor();
    expect(await caretOf(page)).toBe(10);
    await page.keyboard.type('1');
    expect(await proxy.inputValue()).toBe('http://eu-1proxy.corp.local:8080');
  });

  test('is not overwritten by the late echo of an earlier edit', async () => {
    const page = await open(at('network'));
    await page.evaluate(() => {
      window.host.isHeld = true;
    });
    const release = () =>
      page.evaluate(() => {
        window.host.release();
      });
    const proxy = textBox(page, /^Proxy URL/);
    await proxy.fill('http://one:1');
    await expect.poll(() => editsOf(page)).toHaveLength(1);
    await proxy.fill('http://one:12');
    await release();
    await page.locator('.code:visible', { hasText: `'http://one:1'` }).waitFor();
    expect(await proxy.inputValue()).toBe('http://one:12');
    await expect.poll(() => editsOf(page)).toHaveLength(2);
    await release();
    await page.locator('.code:visible', { hasText: `'http://one:12'` }).waitFor();
    expect(await proxy.inputValue()).toBe('http://one:12');
  });

  test('leaves out white space around a pasted value', async () => {
    const page = await open({ ...at('azure'), choices: noChoices });
    const group = textBox(page, 'Resource group');
    await group.fill('  rg-pasted ');
    await group.blur();
    await expect.poll(() => documentOf(page)).toMatchObject({ azure: { resourceGroup: 'rg-pasted' } });
    expect(await group.inputValue()).toBe('rg-pasted');
  });

  test('goes out at once on the key that saves the document', async () => {
    const page = await open(at('network'));
    await textBox(page, /^Proxy URL/).fill('http://saved:1');
    await page.keyboard.press('Control+s');
    expect(await editsOf(page)).toHaveLength(1);
  });

  test('an undo shows in the field that has the focus', async () => {
    const page = await open(at('network'));
    const proxy = textBox(page, /^Proxy URL/);
    await proxy.fill('http://new:1');
    await page.locator('.code:visible', { hasText: `'http://new:1'` }).waitFor();
    await page.evaluate((document) => {
      window.host.change(document);
    }, completeDocument);
    await expect.poll(() => proxy.inputValue()).toBe('http://proxy.corp.local:8080');
  });
});

test('a click right after typing reaches its button, though the page changes under it', async () => {
  const page = await open({ ...at('azure'), document: { ...completeDocument, azure: {} }, choices: noChoices });
  await textBox(page, /^Resource group/).fill('not/a/group');
  const link = page.locator('.why').getByRole('button', { name: 'Azure › Region' });
  const box = await link.evaluate((element) => element.getBoundingClientRect().toJSON() as { x: number; y: number });
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  await expect.poll(() => documentOf(page)).toMatchObject({ azure: { resourceGroup: 'not/a/group' } });
  await page.mouse.up();
  const region = textBox(page, /^Region/);
  await expect.poll(() => region.evaluate((element) => element.matches(':focus'))).toBe(true);
});

describe('choosing', () => {
  test('a gateway writes its id, endpoint and the missing tenant as one edit', async () => {
    const [gateway] = choices.gateways;
    const document = {
      ...completeDocument,
      gateway: { id: '' },
      azure: { ...completeDocument.azure, tenantId: '' },
    };
    const page = await open({ ...at('connection'), document });
    await pick(page, 'Arc gateway', /gw-hub-weu/);
    await page.locator('.facts', { hasText: 'contoso-weu.gw.arc.azure.com' }).waitFor();
    expect(await editsOf(page)).toEqual([
      {
        edits: [
          { path: ['gateway', 'id'], value: gateway?.id },
          { path: ['gateway', 'endpoint'], value: 'contoso-weu.gw.arc.azure.com' },
          { path: ['azure', 'tenantId'], value: tenantId },
        ],
      },
    ]);
  });

  test('a gateway by hand clears the endpoint of the one before', async () => {
    const page = await open(at('connection'));
    await pick(page, 'Arc gateway', /paste its resource ID/);
    const id = textBox(page, 'Arc gateway');
    expect(await id.evaluate((element) => element.matches(':focus'))).toBe(true);
    const other = completeDocument.gateway.id.replace('gw-hub-weu', 'gw-elsewhere');
    await id.fill(other);
    await expect.poll(() => documentOf(page)).toMatchObject({ gateway: { id: other } });
    expect(await documentOf(page)).not.toHaveProperty('gateway.endpoint');
    await textBox(page, /^Gateway endpoint/).fill('elsewhere.gw.arc.azure.com');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ gateway: { id: other, endpoint: 'elsewhere.gw.arc.azure.com' } });
  });

  test('a gateway shows what is chosen when the list comes after the document', async () => {
    const page = await open({ ...at('connection'), choices: { ...noChoices, status: 'loading' } });
    expect(await textBox(page, 'Arc gateway').inputValue()).toBe(completeDocument.gateway.id);
    await page.evaluate((next) => {
      window.host.choices = next;
      window.host.push();
    }, choices);
    const list = page.getByRole('combobox', { name: 'Arc gateway' });
    await expect.poll(() => list.textContent()).toContain('gw-hub-weu');
    await expect
      .poll(() => list.evaluate((element) => (element as HTMLElement & { value: string }).value))
      .toBe(completeDocument.gateway.id);
    expect(await editsOf(page)).toEqual([]);
  });

  test('a subscription writes its tenant too, and offers its resource groups', async () => {
    const page = await open({ ...at('azure'), document: { ...completeDocument, azure: {} } });
    await pick(page, 'Subscription', 'Contoso Branches');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ azure: { subscriptionId: choices.subscriptions[1]?.id, tenantId } });
    expect(await editsOf(page)).toHaveLength(1);
    await pick(page, 'Resource group', 'rg-branch-lyon');
    await expect.poll(() => documentOf(page)).toMatchObject({ azure: { resourceGroup: 'rg-branch-lyon' } });
  });

  test('Direct removes the proxy, and coming back brings it again', async () => {
    const page = await open(at('network'));
    await page.locator('[data-path="network"]').getByText('Direct').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ network: {} });
    expect(await editsOf(page)).toEqual([{ edits: [{ path: ['network', 'proxyUrl'] }] }]);
    expect(await textBox(page, /^Proxy URL/).isVisible()).toBe(false);
    await page.getByText('Enterprise proxy', { exact: true }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { proxyUrl: 'http://proxy.corp.local:8080' } });
  });

  test('a service principal asks for its client id and says where the secret is read', async () => {
    const page = await open(at('identity'));
    await page.getByRole('radio', { name: /^Service principal/ }).click();
    await page.getByText('The script asks for the secret on the machine').waitFor();
    const id = '12345678-1234-4234-8234-123456789abc';
    await textBox(page, /^Application/).fill(id);
    await expect.poll(() => documentOf(page)).toMatchObject({ identity: { method: 'servicePrincipal', clientId: id } });
    await page.getByRole('radio', { name: /^Device code/ }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ identity: { method: 'deviceCode' } });
    await page.getByRole('radio', { name: /^Device code/ }).focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => documentOf(page)).toMatchObject({ identity: { method: 'interactive' } });
  });

  test('operating systems decide which scripts there are', async () => {
    const page = await open(at('targets'));
    await page.getByRole('checkbox', { name: 'Linux' }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ targets: { servers: { os: ['windows'] } } });
    await expect.poll(() => page.getByRole('tab').allInnerTexts()).toEqual(['Windows', 'Endpoints 12', 'Next steps']);
    expect(await page.locator('.code:visible').getAttribute('aria-label')).toBe('onboard-windows.ps1');
  });

  test('tags are added, changed and removed as one record', async () => {
    const page = await open(at('targets'));
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.keyboard.type('owner');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ops');
    const all = { site: 'Berlin', 'cost-center': '4711', owner: 'ops' };
    await expect.poll(async () => (await documentOf(page)).tags).toEqual(all);
    expect(await textBox(page, 'Tag value').last().inputValue()).toBe('ops');
    await page.getByRole('button', { name: 'Remove tag' }).first().click();
    await expect.poll(async () => (await documentOf(page)).tags).toEqual({ 'cost-center': '4711', owner: 'ops' });
    await textBox(page, /^Tag name/)
      .last()
      .fill('Cost-Center');
    await page.getByText('Another tag has this name.').waitFor();
    await expect.poll(async () => (await documentOf(page)).tags).toEqual({ 'cost-center': '4711' });
  });
});

test('buttons act after the host has the last edit', async () => {
  const page = await open(at('network'));
  await textBox(page, /^Proxy URL/).fill('http://last:1');
  await page.getByRole('button', { name: 'Copy this script' }).click();
  await page.getByRole('status').getByText('Copied the script.').waitFor();
  const methods = await page.evaluate(() => window.host.requests.map(({ method, params }) => ({ method, params })));
  expect(methods).toEqual([
    { method: 'edit', params: { edits: [{ path: ['network', 'proxyUrl'], value: 'http://last:1' }] } },
    { method: 'copyScript', params: { fileName: 'onboard-linux.sh' } },
  ]);
});

test('leaving a field does not send again what is under way', async () => {
  const page = await open(at('network'));
  await page.evaluate(() => (window.host.isHeld = true));
  await textBox(page, /^Proxy URL/).fill('http://last:1');
  const edits = () =>
    page.evaluate(() => window.host.requests.filter(({ method }) => method === 'edit').map(({ params }) => params));
  await expect.poll(async () => (await edits()).length).toBe(1);
  await textBox(page, /^Proxy URL/).blur();
  await page.evaluate(() => {
    window.host.isHeld = false;
    window.host.release();
  });
  await page.getByRole('button', { name: 'Copy this script' }).click();
  await page.getByRole('status').getByText('Copied the script.').waitFor();
  expect(await edits()).toEqual([{ edits: [{ path: ['network', 'proxyUrl'], value: 'http://last:1' }] }]);
});

test('saving writes every script and says so', async () => {
  const page = await open(at('review'));
  await page.getByRole('banner').getByRole('button', { name: 'Save scripts' }).click();
  await page.getByRole('status').getByText('Saved onboard-linux.sh and onboard-windows.ps1.').waitFor();
});

test('the step is kept over a reload, and nothing of the document with it', async () => {
  const page = await open(at('azure'));
  await step(page, 'network').click();
  await page.getByRole('tab', { name: 'Windows' }).click();
  await textBox(page, /^Proxy URL/).fill('http://secret-place:1');
  await page.locator('.code:visible', { hasText: `'http://secret-place:1'` }).waitFor();
  expect(await page.evaluate(() => window.host.kept)).toEqual([
    { step: 'network' },
    { step: 'network', tab: 'onboard-windows.ps1' },
  ]);
});
