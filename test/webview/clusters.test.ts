import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './support/faults';
import { documentOf, editsOf, pick, requestsOf, step, textBox } from './support/reading';
import { choices, completeDocument } from './support/samples';
import { themes } from './support/themes';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const onClusters = { uiState: { step: 'clusters' } };
/** Without servers, nobody signs in on one. */
const withClusters = (clusters: readonly object[]) => {
  const others = Object.fromEntries(Object.entries(completeDocument).filter(([key]) => key !== 'identity'));
  return { ...others, targets: { clusters } };
};
const k3s = { name: 'k3s-01', serviceRange: '10.43.0.0/16', podRange: '10.42.0.0/16', apiServer: '10.1.0.4:6443' };

const clustersOf = async (page: Page): Promise<readonly Record<string, unknown>[]> => {
  const { targets } = (await documentOf(page)) as { targets: { clusters?: readonly Record<string, unknown>[] } };
  return targets.clusters ?? [];
};
const shells = '[data-path="targets.clusters.0.deployment.shell"]';
const listed = (page: Page) => page.locator('.target-name > span:first-child').allInnerTexts();

describe('a site', () => {
  test('has servers, clusters, or both; each kind has its steps', async () => {
    const page = await open();
    const steps = () => page.locator('[data-step]').evaluateAll((all) => all.map((each) => each.dataset.step));
    const servers = ['targets', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'];
    expect(await steps()).toEqual(servers);
    const kinds = page.getByRole('group', { name: 'The site has' });
    await kinds.getByText('Kubernetes clusters').click();
    await expect.poll(steps).toEqual(['targets', 'clusters', ...servers.slice(1)]);
    await page.getByRole('heading', { name: 'Onboard servers and clusters with Arc gateway' }).waitFor();
    await kinds.getByText('Servers').click();
    await expect.poll(steps).toEqual(['targets', 'clusters', 'connection', 'azure', 'network', 'review']);
    await page.getByRole('heading', { name: 'Onboard clusters with Arc gateway' }).waitFor();
    expect(await documentOf(page)).toMatchObject({ targets: { clusters: [{ name: '' }] } });
    // The last kind stays.
    await kinds.getByText('Kubernetes clusters').click();
    expect(await page.getByRole('checkbox', { name: 'Kubernetes clusters' }).isChecked()).toBe(true);
    await kinds.getByText('Servers').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ targets: { servers: { os: ['linux', 'windows'] } } });
    expect(await page.getByText('Remove this').count()).toBe(0);
  });

  test('of clusters alone that gets servers gets a sign-in for them', async () => {
    const page = await open({ document: withClusters([k3s]) });
    await page.getByRole('group', { name: 'The site has' }).getByText('Servers').click();
    await expect.poll(() => documentOf(page)).toMatchObject({ identity: { method: 'deviceCode' } });
    expect(await editsOf(page)).toHaveLength(1);
  });
});

test('a step that the site doesn’t need is there while something is wrong in it', async () => {
  const page = await open({ document: { ...withClusters([k3s]), scenarios: ['mining'] } });
  await step(page, 'scenarios').click();
  const alert = page.locator('[data-path="scenarios"]').getByRole('alert');
  await alert.getByText('Choose from these scenarios').waitFor();
  expect(await step(page, 'identity').count()).toBe(0);
});

test('what Azure has not registered is registered from where it is said', async () => {
  const path = 'targets.clusters.0.azure';
  const code = 'cluster.providerNotRegistered';
  const remedy = {
    kind: 'registerProviders',
    subscriptionId: '2f6d9a14-7b3c-4e85-a1d0-c94e5b8f6027',
    namespaces: ['Microsoft.Kubernetes'],
  } as const;
  const findings = [
    { code, severity: 'error', path, message: 'Not registered.', fix: 'Register it.', remedy },
  ] as const;
  const page = await open({ ...onClusters, document: withClusters([k3s]), findings });
  const register = page.getByRole('button', { name: 'Register…' });
  await expect.poll(() => register.count()).toBeGreaterThan(1);
  await register.first().click();
  await expect.poll(() => requestsOf(page)).toEqual([{ method: 'remedy', params: { code, path } }]);
});

describe('the step of clusters', () => {
  test('describes each cluster in one form', async () => {
    const page = await open({ ...onClusters, document: withClusters([{ name: '' }]) });
    await textBox(page, 'Cluster’s name in Azure').fill('k3s-branch');
    await textBox(page, 'Service range').fill('10.43.0.0/16');
    await textBox(page, 'API server').fill('api.corp.example:6443');
    await pick(page, 'Distribution', 'K3s');
    await page.getByText('GitOps', { exact: true }).click();
    // Opened by what is not known of the deployment machine yet.
    await page.locator(shells).getByText('PowerShell').click();
    await textBox(page, /^kubectl context/).fill('branch');
    await page.keyboard.press('Tab');
    await expect
      .poll(() => clustersOf(page))
      .toEqual([
        {
          name: 'k3s-branch',
          serviceRange: '10.43.0.0/16',
          apiServer: 'api.corp.example:6443',
          distribution: 'k3s',
          features: ['gitOps'],
          deployment: { shell: 'powershell', context: 'branch' },
        },
      ]);
    await pick(page, 'Distribution', 'Detected');
    await page.locator(shells).getByText('Both').click();
    await expect.poll(async () => Object.keys((await clustersOf(page))[0] ?? {})).not.toContain('distribution');
    expect(await clustersOf(page)).toMatchObject([{ deployment: { context: 'branch' } }]);
    await expect.poll(() => page.getByRole('tab').allInnerTexts()).toContain('Scripts 13');
  });

  test('adds, shows, and removes clusters, and keeps the others as they are', async () => {
    const page = await open({ ...onClusters, document: withClusters([k3s, { ...k3s, name: 'k3s-02' }]) });
    expect(await listed(page)).toEqual(['k3s-01', 'k3s-02']);
    await page.getByRole('button', { name: 'Add a cluster' }).click();
    await expect.poll(() => listed(page)).toEqual(['k3s-01', 'k3s-02', 'no name yet']);
    await textBox(page, 'Cluster’s name in Azure').fill('k3s-03');
    await page.locator('.target-name', { hasText: 'k3s-02' }).click();
    await expect.poll(() => textBox(page, 'Cluster’s name in Azure').inputValue()).toBe('k3s-02');
    await page.getByRole('button', { name: 'Remove k3s-01' }).click();
    await expect.poll(() => listed(page)).toEqual(['k3s-02', 'k3s-03']);
    expect(await page.locator('.target-name[aria-current]').innerText()).toMatch(/^k3s-02/);
    expect(await textBox(page, 'Cluster’s name in Azure').inputValue()).toBe('k3s-02');
    expect(await clustersOf(page)).toMatchObject([{ ...k3s, name: 'k3s-02' }, { name: 'k3s-03' }]);
  });

  test('copies a cluster, without what only one cluster can have', async () => {
    const whole = {
      ...k3s,
      features: ['gitOps'],
      azure: { region: 'northeurope' },
      deployment: { shell: 'bash', context: 'branch' },
    };
    const alone = { ...k3s, name: 'k3s-02', deployment: { context: 'other' } };
    const page = await open({ ...onClusters, document: withClusters([whole, alone]) });
    await page.getByRole('button', { name: 'Duplicate k3s-01' }).click();
    const { serviceRange, podRange } = k3s;
    const copied = { name: '', serviceRange, podRange };
    const first = { ...copied, features: ['gitOps'], azure: whole.azure, deployment: { shell: 'bash' } };
    await expect.poll(() => clustersOf(page)).toEqual([whole, alone, first]);
    await expect.poll(() => page.locator('.target-name[aria-current]').innerText()).toMatch(/^no name yet/);
    await page.getByRole('button', { name: 'Duplicate k3s-02' }).click();
    await expect.poll(() => clustersOf(page)).toEqual([whole, alone, first, copied]);
    expect(await editsOf(page)).toHaveLength(2);
  });

  test('takes a connected cluster from Azure, with what Azure says of it', async () => {
    const document = withClusters([k3s]);
    const page = await open({ ...onClusters, document });
    await pick(page, 'Add a connected cluster from Azure', 'k3s-ber-01');
    await expect.poll(() => clustersOf(page)).toHaveLength(2);
    const [, added] = await clustersOf(page);
    const [offered] = choices.clusters;
    expect(added).toMatchObject({
      name: 'k3s-ber-01',
      state: 'connected',
      distribution: 'k3s',
      agentVersion: '1.36.1',
    });
    const place = { ...completeDocument.azure, ...(added?.azure as object) };
    expect(place).toMatchObject({ subscriptionId: offered?.subscriptionId, resourceGroup: offered?.resourceGroup });
    expect(await editsOf(page)).toHaveLength(1);
    await expect.poll(() => page.getByRole('combobox', { name: 'Add a connected cluster from Azure' }).count()).toBe(0);
  });

  test('says what is wrong with which cluster, and leads there', async () => {
    const page = await open({ document: withClusters([k3s, { ...k3s, name: 'k3s-02', podRange: '10.42.0.0/33' }]) });
    await expect.poll(() => step(page, 'clusters').innerText()).toContain('1 to correct');
    await page.getByRole('button', { name: 'Clusters › Pod range' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('targets.clusters.1.podRange');
    expect(await textBox(page, 'Pod range').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.target-name[aria-current]').innerText()).toMatch(/k3s-02\s*1 to correct/);
  });

  test('shows the scripts of the cluster whose form is shown, and stays with the kind of script', async () => {
    const both = [k3s, { ...k3s, name: 'k3s-02' }];
    const { servers } = completeDocument.targets;
    const site = { ...completeDocument, targets: { servers, clusters: [...both, { name: 'k3s-03' }] } };
    const page = await open({ ...onClusters, document: site });
    const script = page.getByRole('combobox', { name: 'Script' });
    await expect.poll(() => script.inputValue()).toBe('connect-k3s-01.sh');
    const offered = () => script.locator('option').allTextContents();
    expect((await offered()).filter((name) => !name.includes('k3s-01'))).toEqual([]);
    await pick(page, 'Script', 'verify-k3s-01.ps1');
    await page.locator('.target-name', { hasText: 'k3s-02' }).click();
    await expect.poll(() => script.inputValue()).toBe('verify-k3s-02.ps1');
    await expect.poll(() => page.locator('.code').first().textContent()).toContain('k3s-02');
    await page.locator('.target-name', { hasText: 'k3s-03' }).click();
    await page.getByRole('heading', { name: 'No scripts for k3s-03' }).waitFor();
    await page.locator('.why:visible').getByRole('button', { name: 'Clusters › Service range' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('targets.clusters.2.serviceRange');
    await step(page, 'targets').click();
    await expect.poll(offered).toContain('onboard-linux.sh');
  });

  const scopeId = choices.scopes[0]?.id;
  test.each([
    ['Turn on automatic upgrades', {}, { autoUpgrade: 'off' }, {}],
    ['Connect as the site does', {}, { state: 'connected', connection: 'direct' }, { state: 'connected' }],
    [
      'Remove these features',
      { connection: 'privateLink', privateLink: { scopeId }, gateway: undefined },
      { features: ['clusterConnect', 'gitOps', 'dataServices'] },
      { features: ['gitOps'] },
    ],
    [
      'Remove Azure IoT Operations',
      { network: { ...completeDocument.network, proxyCertificate: '/etc/proxy.pem' } },
      { features: ['iotOperations'] },
      {},
    ],
  ])('has a fix that changes the cluster it is about: %s', async (name, site, before, after) => {
    const other = { ...k3s, name: 'other', features: ['clusterConnect'], autoUpgrade: 'off' };
    const document = { ...withClusters([other, { ...k3s, ...before }]), ...site };
    const page = await open({ uiState: { step: 'clusters', cluster: 1 }, document });
    await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(() => clustersOf(page)).toEqual([other, { ...k3s, ...after }]);
    await expect.poll(() => page.getByRole('button', { name, exact: true }).count()).toBe(0);
  });

  test.each(themes)('has no serious fault in %s, at 400 pixels and at 1280', async (theme) => {
    const document = withClusters([k3s, { name: 'k3s-02', serviceRange: 'all' }]);
    for (const width of [400, 1280]) {
      const page = await open({ ...onClusters, document, theme, width });
      for (const each of await page.locator('.page:not([hidden]) summary').all()) await each.click();
      expect(await faults(page, ['.code'])).toEqual([]);
    }
  });
});
