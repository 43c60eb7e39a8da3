import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { WizardState } from '../../src/contract/wizard';
import { checkSite } from '../../src/planning/checkSite';
import { readSite } from '../../src/planning/site/readSite';
import { anyDocument } from '../unit/planning/site/anyDocument';
import { nearlyValid } from '../unit/planning/site/documents';
import { step } from './support/reading';
import { completeDocument } from './support/samples';
import { useWizard } from './support/useWizard';

const { open } = useWizard();
const stepIds = ['targets', 'clusters', 'connection', 'azure', 'network', 'identity', 'scenarios', 'review'];

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** What no form asks for yet, and what another cluster’s form asks for. */
const withoutField = /^targets\.(?:azureLocal\b|clusters\.0$)/;

const cluster = 'targets.clusters.1';
/** A site with servers and clusters. */
const document = {
  ...completeDocument,
  targets: { ...completeDocument.targets, clusters: [{ name: 'edge-0' }, { name: 'edge-1' }] },
};

/** Every place of the format: sections, their members, and an item of each list. */
function placesIn({ properties = {} }: Schema, inside = ''): string[] {
  return Object.entries(properties).flatMap(([key, member]) => {
    const path = `${inside}${key}`;
    return [path, ...(member.type === 'array' ? [`${path}.0`] : []), ...placesIn(member, `${path}.`)];
  });
}

/** The document says these of itself; no form asks for them. */
const inTextOnly = /^(\$schema|version)?$/;

let places: string[] = [];
beforeAll(async () => {
  const file = new URL('../../media/site.schema.json', import.meta.url);
  const schema = JSON.parse(await readFile(file, 'utf8')) as Schema;
  const { definitions = {} } = schema;
  const { targets, servers } = definitions;
  places = [
    ...placesIn(schema),
    ...placesIn(targets ?? {}, 'targets.'),
    ...placesIn(servers ?? {}, 'targets.servers.'),
    cluster,
    ...placesIn(definitions.cluster ?? {}, `${cluster}.`),
    ...placesIn(definitions.ownPlace ?? {}, `${cluster}.azure.`),
    'tags.site',
  ].filter((path) => !inTextOnly.test(path) && !withoutField.test(path));
  expect(places).toContain('targets.servers.os');
  expect(places).toContain(`${cluster}.deployment.context`);
});

/** The second of the clusters. */
const uiState = { step: 'targets', cluster: 1 };

const messageAt = (path: string): string => `This is about “${path}”.`;

/** What stands beside the fields of each step, as far as a person can see it. */
async function shownNotes(page: Page): Promise<string> {
  // A missing value is no alarm before somebody has been at its step.
  for (const id of stepIds) await step(page, id).click();
  const shown: string[] = [];
  for (const id of stepIds) {
    await step(page, id).click();
    const notes = await page.locator('.form .note:visible').allTextContents();
    shown.push(...notes);
  }
  return shown.join('\n');
}

test('what the parser may say of any place of the format stands beside a field', async () => {
  const errors = places.map((path) => ({ path, code: 'invalid' as const, message: messageAt(path) }));
  const page = await open({ document, errors, uiState });
  const notes = await shownNotes(page);
  expect(places.filter((path) => !notes.includes(messageAt(path)))).toEqual([]);
});

test('what a rule may say of any place stands beside a field, with the fix', async () => {
  const findings: NonNullable<WizardState['plan']>['findings'] = places.map((path) => ({
    code: 'any',
    severity: 'warning',
    path,
    message: messageAt(path),
    fix: `Fix ${path}.`,
  }));
  const page = await open({ document, findings, uiState });
  const notes = await shownNotes(page);
  expect(places.filter((path) => !notes.includes(`${messageAt(path)} Fix ${path}.`))).toEqual([]);
});

test('every complaint leads to a field that then has the focus and can be seen', async () => {
  const page = await open({
    document,
    errors: places.map((path) => ({ path, code: 'invalid' as const, message: messageAt(path) })),
  });
  for (const path of places) {
    await page
      .locator('.why li', { hasText: messageAt(path) })
      .getByRole('button')
      .click();
    const focused = page.locator('.form :focus').first();
    expect({ path, isVisible: await focused.isVisible() }).toEqual({ path, isVisible: true });
  }
});

test('the core speaks of no place that the format has not, but for keys that do not belong there', () => {
  const spoken = new Set<string>();
  const listen = (document: unknown): void => {
    const { site, errors, unread } = readSite(document);
    const said = [...errors, ...(site ? checkSite(site, {}, unread) : [])];
    for (const { path, message } of said) if (!/no such key|never holds a secret/.test(message)) spoken.add(path);
  };
  for (const document of fc.sample(nearlyValid, { numRuns: 3000, seed: 1 })) listen(document);
  for (const document of fc.sample(anyDocument, { numRuns: 3000, seed: 1 })) listen(document);
  const known = (path: string): boolean => {
    const ofCluster = path.replace(/^targets\.clusters\.\d+/, cluster);
    return [ofCluster, ofCluster.replace(/\.\d+$/, '.0')].some(
      (place) => inTextOnly.test(place) || place.startsWith('tags.') || places.includes(place),
    );
  };
  expect(spoken.size).toBeGreaterThan(25);
  expect([...spoken].filter((path) => !known(path))).toEqual([]);
});

test('a key that does not belong there leads to the text', async () => {
  const page = await open({ document: { ...completeDocument, network: { proxy: 'x' } } });
  await page.locator('.why').getByRole('button', { name: 'Open as text: network.proxy' }).waitFor();
});
