import { describe, expect, test } from 'vitest';
import { documentOf, editsOf, pick, step, textBox } from './support/reading';
import { choices, completeDocument } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const at = (id: string) => ({ uiState: { step: id } });
const field = (path: string) => `[data-path="${path}"]`;
const { gateway, ...withoutGateway } = completeDocument;
const scope = choices.scopes[0]?.id ?? '';
const clientId = '12345678-1234-4234-8234-123456789abc';

describe('targets', () => {
  test('connected servers are named, typed or picked from the resource group', async () => {
    const page = await open({
      ...at('targets'),
      choices: { ...choices, machines: ['srv01', 'srv02', 'srv03', 'srv04'] },
    });
    const names = textBox(page, 'Machines');
    await names.waitFor({ state: 'hidden' });
    await page.getByText('Already connected', { exact: true }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ targets: { servers: { state: 'connected' } } });
    await page.getByRole('heading', { name: 'Which servers use the gateway?' }).waitFor();
    await names.fill('srv01, srv-typed');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ targets: { servers: { machines: ['srv01', 'srv-typed'] } } });
    await pick(page, 'Add a machine from Azure', 'srv03');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ targets: { servers: { machines: ['srv01', 'srv-typed', 'srv03'] } } });
    await expect.poll(() => names.inputValue()).toBe('srv01\nsrv-typed\nsrv03');
    await page.getByRole('button', { name: 'Add all 2' }).click();
    const all = ['srv01', 'srv-typed', 'srv03', 'srv02', 'srv04'];
    await expect.poll(() => documentOf(page)).toMatchObject({ targets: { servers: { machines: all } } });
    await expect.poll(() => page.getByRole('button', { name: /^Add all/ }).count()).toBe(0);
    await page.getByText('New to Azure Arc', { exact: true }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('targets.servers.state');
    await names.waitFor({ state: 'hidden' });
  });

  test('a machine’s name that cannot be is said with the name', async () => {
    const targets = { servers: { os: ['linux'], state: 'connected', machines: ['srv01', 'not/this'] } };
    const page = await open({ ...at('targets'), document: { ...completeDocument, targets } });
    await page
      .locator(field('targets.servers.machines'))
      .getByRole('alert')
      .getByText(/^not\/this: A machine’s name/)
      .waitFor();
    expect(await textBox(page, 'Machines').getAttribute('aria-invalid')).toBe('true');
  });

  test('that no machine is named is an error where it belongs, once somebody was there', async () => {
    const targets = { servers: { os: ['linux'], state: 'connected' } };
    const page = await open({ ...at('targets'), document: { ...completeDocument, targets } });
    const alert = page.locator(field('targets.servers.machines')).getByRole('alert');
    await page.locator('.why', { hasText: 'Targets › Machines' }).waitFor();
    expect(await alert.textContent()).toBe('');
    await textBox(page, 'Machines').focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => alert.textContent()).toContain('no machine is named');
  });

  test('the number and the agent’s version are folded away until they are wanted', async () => {
    const page = await open(at('targets'));
    const count = textBox(page, /^Number of servers/);
    expect(await count.isVisible()).toBe(false);
    await page.locator('summary:visible').focus();
    await page.keyboard.press('Enter');
    await count.fill('24');
    await expect.poll(() => documentOf(page)).toMatchObject({ targets: { servers: { count: 24 } } });
    await textBox(page, /^Oldest agent version/).fill('1.58');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ targets: { servers: { count: 24, agentVersion: '1.58' } } });
    await textBox(page, /^Host for SSH/).fill('{name}.corp.example');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ targets: { servers: { sshHost: '{name}.corp.example' } } });
    await textBox(page, /^Host for SSH/).fill('');
    await expect.poll(() => documentOf(page)).not.toHaveProperty('targets.servers.sshHost');
    await count.fill('many');
    await page.locator(field('targets.servers.count')).getByRole('alert').getByText('as a whole number').waitFor();
    expect(await documentOf(page)).toMatchObject({ targets: { servers: { count: 'many' } } });
    await count.fill('');
    await expect.poll(() => documentOf(page)).not.toHaveProperty('targets.servers.count');
    expect(await step(page, 'targets').textContent()).toContain('Linux and Windows');
  });

  test('what is folded away opens by itself when it has a value, and for a jump', async () => {
    const targets = { servers: { ...completeDocument.targets.servers, agentVersion: '1.58' } };
    const page = await open({ ...at('targets'), document: { ...completeDocument, targets } });
    expect(await textBox(page, /^Oldest agent version/).isVisible()).toBe(true);
    await page.locator('summary:visible').click();
    expect(await textBox(page, /^Oldest agent version/).isVisible()).toBe(false);
    await page.locator('.findings').getByRole('button', { name: 'Targets › Oldest agent version' }).first().click();
    const version = page.getByRole('textbox', { name: /^Oldest agent version/, description: /1\.58|agent/ });
    await expect.poll(() => version.evaluate((element) => element.matches(':focus'))).toBe(true);
  });
});

describe('the connection', () => {
  test('going direct keeps the gateway, and says that it is not used', async () => {
    const page = await open(at('connection'));
    await page.getByRole('radio', { name: /^Direct/ }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ connection: 'direct', gateway });
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Onboard servers to Azure Arc');
    expect(await page.locator(field('gateway.id')).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Use the gateway' }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('connection');
    expect(await page.locator(field('gateway.id')).isVisible()).toBe(true);
  });

  test('a private link scope takes the gateway’s place, and going back brings it again', async () => {
    const page = await open(at('connection'));
    await page.getByRole('radio', { name: /^Private link/ }).click();
    await expect.poll(() => documentOf(page)).toEqual({ ...withoutGateway, connection: 'privateLink' });
    await pick(page, 'Private link scope', 'pls-hub');
    const privateLink = { scopeId: scope };
    await expect.poll(() => documentOf(page)).toEqual({ ...withoutGateway, connection: 'privateLink', privateLink });
    await page.locator('.footer', { hasText: 'pls-hub private link scope' }).waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect(await page.locator('.results').innerText()).not.toMatch(/gw-hub-weu|gw\.arc\.azure\.com/);
    }
    await page.getByRole('radio', { name: /^Arc gateway/ }).click();
    await expect.poll(() => documentOf(page)).toEqual(completeDocument);
    await page.getByRole('radio', { name: /^Private link/ }).click();
    await expect.poll(() => documentOf(page)).toEqual({ ...withoutGateway, connection: 'privateLink', privateLink });
  });

  test('with a gateway and a scope at once offers to take one out', async () => {
    const document = { ...completeDocument, privateLink: { scopeId: scope } };
    const page = await open({ ...at('connection'), document });
    await page.getByRole('button', { name: 'Remove the private link scope' }).click();
    await expect.poll(() => documentOf(page)).toEqual(completeDocument);
  });
});

describe('a cloud without gateways', () => {
  const gov = { display: 'Azure US Government', gateways: 'absent' } as const;

  test.each([
    ['by the account', completeDocument.azure, { ...choices, gateways: [], cloud: gov }, 'Azure US Government'],
    ['by the document', { ...completeDocument.azure, cloud: 'AzureChinaCloud' }, choices, 'Azure China'],
  ])('says so %s, asks for no gateway, and leads to the direct connection', async (_, azure, offered, name) => {
    const document = { ...completeDocument, azure, gateway: { id: '' } };
    const page = await open({ ...at('connection'), document, choices: offered });
    await page.getByText(`none is known in ${name}`).waitFor();
    expect(await page.locator(field('gateway.id')).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Connect directly' }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ connection: 'direct' });
    await expect.poll(() => page.getByText('none is known in').isVisible()).toBe(false);
    expect(await page.getByRole('radio', { name: /^Direct/, checked: true }).count()).toBe(1);
  });

  test('that is somebody else’s still takes a gateway that is not to be seen', async () => {
    const cloud = { display: 'management.local', gateways: 'unknown' } as const;
    const document = { ...completeDocument, gateway: { id: '' } };
    const page = await open({ ...at('connection'), document, choices: { ...choices, gateways: [], cloud } });
    await page.getByText('none is known in management.local').waitFor();
    expect(await textBox(page, 'Arc gateway').isVisible()).toBe(true);
  });

  test('is chosen under Azure, and removed again for the public one', async () => {
    const page = await open(at('azure'));
    await page.locator('summary:visible').click();
    await page.getByText('US Government', { exact: true }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ azure: { cloud: 'AzureUSGovernment' } });
    // The regions that are known by name are not of this cloud.
    await textBox(page, /^Region/).fill('usgovvirginia');
    await page.locator(field('azure.cloud')).getByRole('button', { name: 'Connect directly' }).waitFor();
    await page.getByText('Public', { exact: true }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('azure.cloud');
  });
});

describe('the network', () => {
  test('TLS inspection asks for exempt hosts, and can add the gateway’s', async () => {
    const page = await open(at('network'));
    const exempt = textBox(page, 'Hosts exempt from TLS inspection');
    expect(await exempt.isVisible()).toBe(false);
    await page.locator(field('network.tlsInspection')).getByText('Yes').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { tlsInspection: 'yes' } });
    // The finding stays the same while the list grows; what is added has to join what is there by then.
    await exempt.fill('other.example');
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { tlsExemptHosts: ['other.example'] } });
    await page.getByRole('button', { name: 'Add contoso-weu.gw.arc.azure.com' }).click();
    await expect.poll(() => exempt.inputValue()).toBe('other.example\ncontoso-weu.gw.arc.azure.com');
    await exempt.fill('*.gw.arc.azure.com\nother.example');
    const hosts = ['*.gw.arc.azure.com', 'other.example'];
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { tlsExemptHosts: hosts } });
    await page.locator(field('network.tlsInspection')).getByText('Not sure').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { tlsInspection: 'unknown' } });
    expect(await exempt.isVisible()).toBe(false);
  });

  test('a proxy may ask for a sign-in, without a proxy nothing does', async () => {
    const page = await open(at('network'));
    const signIn = page.locator(field('network.proxyAuthentication'));
    await signIn.getByText('Yes').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { proxyAuthentication: 'required' } });
    await signIn.getByRole('alert').getByText('Proxy authentication isn’t supported').waitFor();
    await signIn.getByText('No', { exact: true }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('network.proxyAuthentication');
    await page.locator(field('network')).getByText('Direct').click();
    await expect.poll(() => signIn.isVisible()).toBe(false);
  });

  test('bypass wishes are sorted by kind; the gateway’s own list is apart', async () => {
    const page = await open(at('network'));
    await page.locator('summary:visible').click();
    await textBox(page, 'Hosts that bypass the proxy').fill('10.20.0.0/22, *.contoso.com\ndc01');
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({ network: { bypass: { hosts: ['dc01'], domains: ['contoso.com'], cidrs: ['10.20.0.0/22'] } } });
    await page.getByRole('button', { name: 'Remove the bypass' }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('network.bypass');
    await textBox(page, 'Hosts that bypass the gateway').fill('a.example');
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { gatewayBypass: ['a.example'] } });
  });
});

describe('the identity', () => {
  test('a certificate is named by file or thumbprint', async () => {
    const identity = { method: 'servicePrincipal', clientId };
    const page = await open({ ...at('identity'), document: { ...completeDocument, identity } });
    const file = textBox(page, /^Certificate file/);
    expect(await file.isVisible()).toBe(false);
    await page.getByText('A certificate', { exact: true }).click();
    await file.fill('/etc/arc/onboarding.pem');
    const thumbprint = 'AB'.repeat(20);
    await textBox(page, /^Or its thumbprint/).fill(thumbprint);
    await expect
      .poll(() => documentOf(page))
      .toMatchObject({
        identity: {
          credential: 'certificate',
          certificateFile: '/etc/arc/onboarding.pem',
          certificateThumbprint: thumbprint,
        },
      });
    await page.getByText('The certificate must already be on the servers.').waitFor();
    await page.getByText('A secret', { exact: true }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('identity.credential');
    expect(await file.isVisible()).toBe(false);
  });

  test('for Linux alone asks for no thumbprint', async () => {
    const identity = { method: 'servicePrincipal', clientId, credential: 'certificate' };
    const document = { ...completeDocument, targets: { servers: { os: ['linux'] } }, identity };
    const page = await open({ ...at('identity'), document });
    expect(await textBox(page, /^Certificate file/).isVisible()).toBe(true);
    expect(await textBox(page, /^Or its thumbprint/).isVisible()).toBe(false);
  });
});

describe('no secret', () => {
  test('has a field, whichever way of signing in is chosen', async () => {
    const page = await open(at('identity'));
    const names: string[] = [];
    for (const [name, method] of [
      [/^Browser/, 'interactive'],
      [/^Service principal/, 'servicePrincipal'],
      [/^Access token/, 'accessToken'],
    ] as const) {
      await page.getByRole('radio', { name }).click();
      await expect.poll(() => documentOf(page)).toMatchObject({ identity: { method } });
      const boxes = await page.locator('.form').getByRole('textbox').all();
      const labelOf = (box: Element) => (box as HTMLInputElement).labels?.[0]?.textContent;
      names.push(...(await Promise.all(boxes.map((box) => box.evaluate(labelOf)))).map(String));
    }
    await page.getByText('The script reads the token on the machine').waitFor();
    expect(new Set(names)).toEqual(new Set(['Application (client) ID']));
    expect(await page.locator('input[type=password]').count()).toBe(0);
  });

  test('comes into the document with a pasted proxy, and the form says so', async () => {
    const page = await open(at('network'));
    const proxy = textBox(page, /^Proxy URL/);
    await proxy.fill('http://user:hunter2@proxy.contoso.com:3128');
    await expect.poll(() => documentOf(page)).toMatchObject({ network: { proxyUrl: 'http://proxy.contoso.com:3128' } });
    await page.getByText('The user name and password were removed').waitFor();
    await proxy.blur();
    // The form is rendered soon after, and not within the event.
    await expect.poll(() => proxy.inputValue()).toBe('http://proxy.contoso.com:3128');
    expect(JSON.stringify([await documentOf(page), await editsOf(page)])).not.toContain('hunter2');
  });
});

describe('scenarios', () => {
  test('are a list in their own order, and ask for the names that their hosts hold', async () => {
    const page = await open(at('scenarios'));
    const vault = textBox(page, /^Key vault/);
    await page.getByRole('checkbox', { name: 'Key Vault certificates' }).click();
    await page.getByRole('checkbox', { name: 'Azure Monitor' }).click();
    await expect.poll(() => documentOf(page)).toMatchObject({ scenarios: ['azureMonitor', 'keyVault'] });
    expect(await textBox(page, /^Log Analytics workspace/).isVisible()).toBe(true);
    expect(await textBox(page, /^Data collection endpoint/).isVisible()).toBe(true);
    await vault.fill('kv-branch');
    await expect.poll(() => documentOf(page)).toMatchObject({ names: { vault: 'kv-branch' } });
    await page.getByRole('tab', { name: /^Endpoints/ }).click();
    await page.getByRole('row', { name: /kv-branch\.vault\.azure\.net/ }).waitFor();
    for (const name of ['Key Vault certificates', 'Azure Monitor']) await page.getByRole('checkbox', { name }).click();
    await expect.poll(() => documentOf(page)).not.toHaveProperty('scenarios');
    expect(await vault.isVisible()).toBe(false);
  });
});
