import type { Page } from 'playwright-core';
import { launchBrowser } from '../../build/browser.mjs';
import { choices, tenantId } from '../webview/support/samples';
import { startSite } from '../webview/support/site';

/**
 * Types into the wizard over a large site, and prints how long each keystroke took until the page had its last change, in
 * milliseconds: the edit of the text, the plan, the state on its way, and what is drawn of it. The pause that the form
 * makes before it sends what is typed is not among them.
 */
const [gateway] = choices.gateways;
const [{ id: subscriptionId = '' } = {}] = choices.subscriptions;
const numbered = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);
const document = {
  version: 2,
  targets: {
    servers: { os: ['linux', 'windows'], state: 'connected', machines: numbered(500, 'srv') },
    clusters: numbered(20, 'k8s').map((name) => ({
      name,
      features: ['clusterConnect', 'containerInsights'],
      serviceRange: '10.96.0.0/12',
      podRange: '10.244.0.0/16',
      apiServer: '10.0.0.10:6443',
    })),
    azureLocal: [{ name: 'azl-ham-01' }],
  },
  gateway: { id: gateway?.id, endpoint: gateway?.endpoint },
  azure: { tenantId, subscriptionId, resourceGroup: 'rg-hub', region: 'westeurope' },
  network: { proxyUrl: 'http://proxy.contoso.com:8080' },
  identity: { method: 'deviceCode' },
  tags: {},
};
const host = 'proxy-of-the-whole-site-that-somebody-types-a-letter-at-a-time';

const watch = `window.seen = { sent: 0, changed: 0 };
window.addEventListener('edit', () => (seen.sent = performance.now()));
new MutationObserver(() => (seen.changed = performance.now()))
  .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });`;

/** Until nothing has changed for a while after the edit that follows on a keystroke. */
const settled = `new Promise((done) => {
  const look = () => {
    const { sent, changed } = window.seen;
    if (sent > 0 && changed > sent && performance.now() - changed > 100) done(changed - sent);
    else setTimeout(look, 10);
  };
  look();
})`;

async function timeKeystrokes(page: Page): Promise<readonly number[]> {
  await page.getByRole('navigation').getByRole('button', { name: 'Network' }).click();
  // The steps name the proxy; the scripts for connected servers don't.
  await page.getByRole('tab', { name: 'Next steps' }).click();
  const field = page.getByRole('textbox', { name: 'Proxy URL', exact: true });
  await field.fill('http://');
  await page.evaluate(watch);
  await field.focus();
  const times: number[] = [];
  for (const letter of host) {
    await page.evaluate('window.seen.sent = 0');
    await page.keyboard.press(letter);
    times.push(await page.evaluate<number>(settled));
  }
  await page.getByText(host).first().waitFor();
  return times;
}

const site = await startSite({ bundle: 'wizard', host: 'benchHost' });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => {
    console.error(error);
  });
  await page.goto(site.add('vscode-dark', { document, choices }));
  await page.waitForSelector('.frame');
  console.log(JSON.stringify(await timeKeystrokes(page)));
} finally {
  await browser.close();
  await site.close();
}
