import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outputs } from '../../build/bundle.mjs';

const root = resolve(import.meta.dirname, '../..');
const fromCheckout = ['package.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media'];

/** What lies about in a checkout that has been built, tested and measured. */
const unwanted = [
  ...outputs.filter((file) => file.endsWith('.js')).map((file) => `${file}.map`),
  'dist/extension.meta.json',
  'dist/test/host/index.js',
  'src/extension.ts',
  'webview/wizard/main.ts',
  'test/unit/package.test.ts',
  'build/bundle.mjs',
  'node_modules/valibot/package.json',
  'node_modules/valibot/dist/index.js',
  '.tools/profile/data/User/settings.json',
  '.scratch/screenshots/tree.png',
  '.github/workflows/ci.yml',
  '.vscode/launch.json',
  '.env',
  'eslint.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'branch.arc.json',
];

let checkout: string;

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'arc-package-'));
  for (const path of fromCheckout) cpSync(join(root, path), join(checkout, path), { recursive: true });
  for (const path of [...outputs, ...unwanted]) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), '');
  }
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test('a package holds what the extension needs and nothing else', async () => {
  const files = await listFiles({ cwd: checkout, packageManager: PackageManager.None });
  expect(files.sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/account.js',
    'dist/association.js',
    'dist/associations.js',
    'dist/azure.js',
    'dist/clusters.js',
    'dist/connect.js',
    'dist/diagnosis.js',
    'dist/diagnosisEngine.js',
    'dist/extension.js',
    'dist/firewall.js',
    'dist/gateways.js',
    'dist/identity.js',
    'dist/network.js',
    'dist/outcomes.js',
    'dist/patching.js',
    'dist/planning.js',
    'dist/probe.js',
    'dist/remote.js',
    'dist/sample.js',
    'dist/servers.js',
    'dist/sidebar.js',
    'dist/site.js',
    'dist/snapshots.js',
    'dist/targets.js',
    'dist/traffic.js',
    'dist/verification.js',
    'dist/verificationEngine.js',
    'dist/webview/traffic.css',
    'dist/webview/traffic.js',
    'dist/webview/wizard.css',
    'dist/webview/wizard.js',
    'dist/wizard.js',
    'media/arc-gateway.svg',
    'media/example.arc.json',
    'media/icon.png',
    'media/site.schema.json',
    'media/verification.schema.json',
    'media/walkthrough/check.svg',
    'media/walkthrough/describe.svg',
    'media/walkthrough/firewall.svg',
    'media/walkthrough/run.svg',
    'media/walkthrough/see.svg',
    'media/walkthrough/verify.svg',
    'package.json',
  ]);
});
