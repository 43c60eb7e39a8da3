import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { regions } from '../../src/kernel/knowledge/regions';
import { untranslated } from '../support/pseudo';
import { cutTexts, textsOf } from './support/pageTexts';
import { brokenDocument, choices, completeDocument, noChoices } from './support/samples';
import { textOf, useTraffic } from './support/useTraffic';
import { useWizard } from './support/useWizard';

const { open: openWizard } = useWizard({ isPseudo: true });
const openTraffic = useTraffic({ isPseudo: true });
const widths = [800, 1280];

/** Generated text, names of files, hosts, and where a fact is from: English in every language. */
const notTranslated =
  'script, code, pre, .file-name, .source, .cell-host, .hosts .link, .hop-name, [title*="learn.microsoft.com"]';
/** Hosts, URLs, paths, names of files, identifiers and versions. */
const addresses =
  /(?:[a-z]+:\/\/|\/)[^\s,;\]]+|[\w*<>{}@-]+(?:[.:@/][\w*<>{}@-]+)+(?:\/[^\s,;]*)?|\b[a-z]+(?:-[a-z\d]+)+\b|\b[a-z]+\d+\b|\blocalhost\b/gi;

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)];
/** What is called the same in every language: products, regions, what Azure offers, what the person has entered. */
const names = [
  'Azure, Azure Local, Azure CLI, US Government, China (21Vianet), Linux, Windows, Ansible, PowerShell, Group Policy',
  'Configuration Manager, Succeeded, Creating, TCP, CSV, JSON, Markdown',
].flatMap((line) => line.split(', '));
const entered = [
  ...textsIn([choices.gateways, choices.subscriptions, noChoices.message, brokenDocument.gateway]),
  ...Object.entries(completeDocument.tags).map(([name, value]) => `${name}=${value}`),
];
const values = [...names, ...entered, ...regions.flatMap(textsIn)]
  .filter((text) => /\w{2}/.test(text))
  .sort((a, b) => b.length - a.length);
const escaped = values.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
const known = new RegExp(`(?<!\\w)(?:${escaped.join('|')})(?!\\w)`, 'g');
/** `Intl` writes it between the last two of a list. */
const conjunction = /\s(?:and|or)(?=\s)/g;

/** Texts of a page with a word that cannot have come from a translation, each with its place. */
async function englishTexts(page: Page, atLeast: number): Promise<string[]> {
  const texts = await textsOf(page, notTranslated);
  expect(texts.length).toBeGreaterThanOrEqual(atLeast);
  const isEnglish = (text: string): boolean => {
    const own = [known, addresses, conjunction].reduce<string>((rest, each) => rest.replace(each, ' '), text);
    return untranslated(own).length > 0;
  };
  return texts.filter(({ text }) => isEnglish(text)).map(({ text, place }) => `${place}: ${text}`);
}

/** Looks at each part of a page, which `parts` shows by a click, then at the texts of all of them. */
async function expectTranslated(page: Page, parts: readonly Locator[] = [], atLeast = 20): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 860 });
    for (const part of parts) {
      await part.click();
      expect({ width, cut: await cutTexts(page) }).toEqual({ width, cut: [] });
    }
  }
  expect(await englishTexts(page, atLeast)).toEqual([]);
}

const servers = { os: ['linux', 'windows'], state: 'connected', machines: ['srv01'], count: 9000 };
const principal = { method: 'servicePrincipal', clientId: '12345678-1234-4234-8234-123456789abc' };

test.each([
  ['that is complete', { document: completeDocument }],
  ['with errors everywhere', { document: brokenDocument }],
  ['of connected servers', { document: { ...completeDocument, targets: { servers } } }],
  ['with many scripts', { document: { ...completeDocument, identity: principal } }],
  [
    'with a private link and a certificate',
    {
      document: {
        ...completeDocument,
        gateway: undefined,
        connection: 'privateLink',
        privateLink: { scopeId: completeDocument.gateway.id.replace('gateways/gw-hub-weu', 'privateLinkScopes/pls-1') },
        identity: { ...principal, credential: 'certificate', certificateFile: '/etc/arc/a.pem' },
      },
      choices: noChoices,
    },
  ],
  [
    'in a cloud without gateways',
    { document: { ...completeDocument, azure: { ...completeDocument.azure, cloud: 'AzureUSGovernment' } } },
  ],
])('every text of a wizard %s is translated, and none is cut', async (_, scenario) => {
  const page = await openWizard(scenario);
  await expectTranslated(page, [...(await page.locator('.step').all()), ...(await page.getByRole('tab').all())]);
});

test('every text beside a document that cannot be shown as a form is translated', async () => {
  const page = await openWizard({ unreadable: '[…]' });
  await expectTranslated(page, [], 3);
});

test.each([
  ['with a gateway', textOf({ network: { gatewayBypass: ['app.example.com'], proxyUrl: 'http://proxy.corp:8080' } })],
  ['with a direct connection', textOf({ connection: 'direct', gateway: undefined })],
  ['of a network that cannot work', textOf({ network: { proxyAuthentication: 'required' } })],
])('every text of a traffic view %s is translated, and none is cut', async (_, text) => {
  const page = await openTraffic({ text });
  await expectTranslated(page, await page.getByRole('tab').all());
});

test('every answer of a traffic view is translated', async () => {
  const page = await openTraffic({ uiState: { tab: 'routes' } });
  for (const target of ['localhost', 'http://x.microsoft.com', 'login.microsoftonline.com', 'pas.windows.net']) {
    await page.locator('#target').fill(target);
    await page
      .locator('.route-title')
      .filter({ hasText: target.replace(/^.*\//, '') })
      .waitFor();
    await expectTranslated(page);
  }
  await page.locator('#target').fill('a b');
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  await expectTranslated(page);
});
