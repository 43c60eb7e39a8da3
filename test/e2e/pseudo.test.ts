import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { bundle } from '../../build/bundle.mjs';
import { pseudoOf } from '../../build/l10n.mjs';
import { untranslated } from '../support/pseudo';
import { useWorkbench } from './useWorkbench';

/** The extension as it is shipped, with every string that can be translated longer, accented and in brackets. */
const folder = mkdtempSync(join(tmpdir(), 'arc-pseudo-'));
const nls = pseudoOf(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>);
await bundle({ pseudo: true, into: join(folder, 'dist') });
writeFileSync(join(folder, 'package.nls.json'), JSON.stringify(nls));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const workbench = useWorkbench({ replacing: folder, settings: { 'arcGateway.environment': 'azure' } });
const titled = (key: string): string => nls[key] ?? `no text has the key ${key}`;
/** A text of the code as the pseudo translation has it. */
const said = (english: string): string => pseudoOf({ text: english }).text ?? english;
const command = (id: string): string => `${titled('command.category')}: ${titled(`command.${id}.title`)}`;

/** The same in every language: names and places of the sample tenant, hosts, commands to type, products, buttons of VS Code. */
const known = new RegExp(
  [
    // What Azure says of a resource, and what an agent says of its system.
    String.raw`(?:West|North) Europe|Sweden Central|OpenShift|Rancher RKE|K3s|AKS(?: on Azure Local)?|Google GKE|Amazon EKS`,
    String.raw`(?:Ubuntu|Debian|Red Hat|SUSE|Oracle|Windows)[^·\n\]]*`,
    String.raw`(?:sudo |az )?azcmagent [^\n]*|az [a-z]+ [^\n]*`,
    String.raw`/subscriptions/\S+|[\w<>*-]+(?:\.[\w<>*-]+)+(?::\d+)?`,
    String.raw`[a-z]+(?:-[a-z\d]+)+|[a-z]+\d+|[A-Z]{2,}`,
    String.raw`Contoso \w+|(?:env|owner)(?:=\w+)?|production|(?:west|north|sweden|germany)\w+`,
    String.raw`Azure Arc|Azure Local|Azure CLI|VS Code|Microsoft|Linux|Windows|Kubernetes|Entra|Cancel|https?`,
  ].join('|'),
  'g',
);

/** The plain words of a part of the window. */
const plainIn = async (part: Locator): Promise<readonly string[]> =>
  untranslated((await part.allInnerTexts()).join('\n').replaceAll(known, ' '));

test('the sidebar, its menus and its tooltips have no plain English', async () => {
  await workbench().openContainer(titled('container.arcGateway.title'));
  const sidebar = workbench().page.locator('.sidebar .pane-body').first();
  await sidebar.getByRole('button').first().waitFor();
  await workbench().screenshot('pseudo-signed-out');
  expect(await plainIn(sidebar)).toEqual([]);

  await workbench().runCommand(command('sample.explore'));
  const tree = workbench().tree(titled('view.inventory.name'));
  await tree.expand('gw-hub-weu');
  await workbench().screenshot('pseudo-sidebar');
  expect(await plainIn(sidebar)).toEqual([]);
  expect(untranslated((await tree.menuOf('web-ber-02')).join('\n'))).toEqual([]);
  await workbench().page.keyboard.press('Escape');
  await (await tree.find('gw-hub-weu')).hover();
  const hover = workbench().page.locator('.monaco-hover .hover-contents');
  await hover.first().waitFor();
  await workbench().screenshot('pseudo-tooltip');
  expect(await plainIn(hover)).toEqual([]);
});

test('commands, questions and dialogs have no plain English', async () => {
  await workbench().page.keyboard.press('F1');
  await workbench().quickInput.fill(`>${titled('command.category')}`);
  const rows = workbench().quickInput.rows();
  await rows
    .filter({ hasText: titled('command.category') })
    .first()
    .waitFor();
  expect(await plainIn(rows)).toEqual([]);
  await workbench().quickInput.cancel();

  const tree = workbench().tree(titled('view.inventory.name'));
  await tree.chooseFromMenu('web-ber-02', titled('command.resource.associate.title'));
  await rows.first().waitFor();
  await workbench().screenshot('pseudo-question');
  expect(await plainIn(rows)).toEqual([]);
  await workbench().quickInput.cancel();

  await tree.chooseFromMenu('web-ber-02', titled('command.resource.detach.title'));
  await workbench().modal().waitFor();
  await workbench().screenshot('pseudo-dialog');
  expect(await plainIn(workbench().modal())).toEqual([]);
  await workbench().answer('Cancel');
});

test('what a verification found has no plain English in the Test Explorer', async () => {
  const tree = workbench().tree(titled('view.inventory.name'));
  await tree.chooseFromMenu('app-muc-01', titled('command.machine.verify.title'));
  await workbench().quickInput.choose(said('Azure run command').slice(1, -1));
  await workbench().modal().waitFor();
  await workbench().answer(said('Run'));
  const explorer = workbench().page.locator('.test-explorer .monaco-list');
  const row = (label: string) => explorer.locator('.monaco-list-row').filter({ hasText: label }).first();
  await expect.poll(() => row('gw-hub-weu').getAttribute('aria-label'), { timeout: 60_000 }).toContain('(Failed)');
  // The end of a run reveals the first that failed.
  await expect.poll(() => explorer.locator('.monaco-list-row').count()).toBeGreaterThan(5);
  await workbench().screenshot('pseudo-test-explorer');
  expect(await plainIn(explorer)).toEqual([]);
});
