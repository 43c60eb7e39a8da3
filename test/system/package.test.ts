import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { createVSIX } from '@vscode/vsce';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../build/bundle.mjs';
import { firstPresses } from '../../build/chunks.mjs';
import { installUnpacked } from '../../build/install.mjs';

const root = resolve(import.meta.dirname, '../..');

/** What lies about in a checkout that has been built, tested and measured. */
const unwanted = [
  'dist/extension.js.map',
  'dist/part-OLDER.js.map',
  'dist/webview/wizard.js.map',
  'dist/extension.meta.json',
  'dist/test/host/index.js',
  'src/extension.ts',
  'webview/wizard/main.ts',
  'test/unit/ids.test.ts',
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
/** The largest `.vsix` that is accepted; the bench says the same. */
const budget = 1_100_000;

const folder = mkdtempSync(join(tmpdir(), 'arc-package-'));
const packagePath = join(folder, 'packed.vsix');
/** The texts of what is packed, by their paths in the package. */
let packed: ReadonlyMap<string, string>;
let metafiles: Awaited<ReturnType<typeof bundle>>;
let built: readonly string[];

beforeAll(async () => {
  const checkout = installUnpacked(folder);
  mkdirSync(join(checkout, 'dist'), { recursive: true });
  writeFileSync(join(checkout, 'dist/part-OLDER.js'), '// Of an earlier build.');
  metafiles = await bundle({ into: join(checkout, 'dist') });
  built = Object.values(metafiles).flatMap(({ outputs }) =>
    Object.keys(outputs).map((path) => relative(checkout, resolve(root, path))),
  );
  cpSync(join(root, '.vscodeignore'), join(checkout, '.vscodeignore'));
  for (const path of unwanted) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), '{}');
  }
  await createVSIX({ cwd: checkout, packagePath, dependencies: false });
  const zip = await JSZip.loadAsync(readFileSync(packagePath));
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  packed = new Map(await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parsed = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(packed.get(`extension/${name}`) ?? '') as Readonly<Record<string, unknown>>;
const namesOf = (pattern: RegExp): readonly string[] =>
  [...packed.keys()].flatMap((name) => (pattern.test(name) ? [name.replace('extension/', '')] : []));

test('a package holds what the extension needs and nothing else', () => {
  const checkout = readdirSync(root);
  const texts = checkout.filter((name) => /^package\.nls.*\.json$/.test(name));
  const languages = checkout.includes('l10n') ? readdirSync(join(root, 'l10n')).map((name) => `l10n/${name}`) : [];
  expect(namesOf(/^extension\//).toSorted()).toEqual(
    [
      // As the marketplaces have it.
      'LICENSE.txt',
      'changelog.md',
      'readme.md',
      'package.json',
      ...texts,
      ...languages,
      ...built,
      'media/arc-gateway.svg',
      'media/example-branch.arc.json',
      'media/example.arc.json',
      'media/icon.png',
      'media/site-dark.svg',
      'media/site-light.svg',
      'media/site.schema.json',
      'media/tab-dark.svg',
      'media/tab-light.svg',
      'media/verification.schema.json',
      'media/walkthrough/check.svg',
      'media/walkthrough/describe.svg',
      'media/walkthrough/firewall.svg',
      'media/walkthrough/run.svg',
      'media/walkthrough/see.svg',
      'media/walkthrough/verify.svg',
    ].toSorted(),
  );
  expect(namesOf(/^(?!extension\/)/).toSorted()).toEqual(['[Content_Types].xml', 'extension.vsixmanifest']);
});

test('it is no larger than its budget', () => {
  expect(statSync(packagePath).size).toBeLessThan(budget);
});

test('what is read at activation is no larger than its budget', () => {
  const main = packed.get('extension/dist/extension.js') ?? '';
  // The bench says the same.
  expect(Buffer.byteLength(main)).toBeLessThanOrEqual(35_000);
  const { inputs = {}, outputs = {} } = metafiles.extension ?? {};
  const [, built] = Object.entries(outputs).find(([path]) => path.endsWith('/extension.js')) ?? [];
  const imports = Object.keys(built?.inputs ?? {}).flatMap((path) => inputs[path]?.imports ?? []);
  const chunks = imports.filter(({ path, external }) => external === true && path.startsWith('./'));
  // A chunk that is imported in another way is read at activation too.
  expect(chunks.filter(({ kind }) => kind !== 'dynamic-import')).toEqual([]);
  expect(chunks.map(({ path }) => path)).toEqual(expect.arrayContaining(['./redaction.js', './inventory.js']));
});

test('the script of a page is no larger than its budget', () => {
  const bytesOf = (page: string) => Buffer.byteLength(packed.get(`extension/dist/webview/${page}.js`) ?? '');
  // The bench says the same.
  expect(bytesOf('wizard')).toBeLessThanOrEqual(180_000);
  expect(bytesOf('traffic')).toBeLessThanOrEqual(60_000);
  expect(Math.min(bytesOf('wizard'), bytesOf('traffic'))).toBeGreaterThan(20_000);
});

/** Asked of each feature; the bench says the same. */
const firstPressBudget = 250_000;

test('no feature reads more than its budget when it is first used', () => {
  const presses = firstPresses(metafiles);
  expect(Object.keys(presses)).toHaveLength(21);
  const above = Object.entries(presses).filter(([, bytes]) => bytes > firstPressBudget);
  expect(above.map(([name]) => name)).toEqual([]);
  // What they share is counted for each of them, and there once.
  expect(Math.min(...Object.values(presses))).toBeGreaterThan(20_000);
});

type Body = (module: object, exports: object, require: (path: string) => unknown) => void;
type Exports = Readonly<Record<string, unknown>>;
const requireOfNode = createRequire(import.meta.url);
const vscode: unknown = new Proxy(() => undefined, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : vscode),
  apply: () => vscode,
});
const read = new Map<string, Exports>();

/** What a file of dist/ exports, as Node reads it. */
function exportsOf(name: string): Exports {
  const known = read.get(name);
  if (known) return known;
  const module: { exports: Exports } = { exports: {} };
  const requireHere = (path: string): unknown => {
    if (path === 'vscode') return vscode;
    return path.startsWith('./') ? exportsOf(path.slice(2)) : requireOfNode(path);
  };
  const run = compileFunction(packed.get(`extension/dist/${name}`) ?? '', ['module', 'exports', 'require']) as Body;
  run(module, module.exports, requireHere);
  read.set(name, module.exports);
  return module.exports;
}

test('each part has what others ask of it', () => {
  const asked = /\{([^{}]*)\}=require\("\.\/(part-\w+\.js)"\)/g;
  let names = 0;
  const missing = namesOf(/^extension\/dist\/[\w-]+\.js$/).flatMap((user) =>
    Array.from((packed.get(`extension/${user}`) ?? '').matchAll(asked)).flatMap(([, list = '', part = '']) => {
      const given = exportsOf(part);
      const own = list.split(',').map((each) => each.split(':', 1)[0] ?? '');
      names += own.length;
      return own.filter((name) => given[name] === undefined).map((name) => `${user} asks ${part} for ${name}`);
    }),
  );
  expect(missing).toEqual([]);
  expect(names).toBeGreaterThan(500);
});

test('what is loaded on demand has the names that the code asks for', () => {
  const users = namesOf(/^extension\/dist\/[\w-]+\.js$/).map((user) => packed.get(`extension/${user}`) ?? '');
  const loaded = users.flatMap((text) => [...text.matchAll(/=>\s*require\("\.\/(part-\w+\.js)"\)/g)]);
  const given = new Set(loaded.flatMap(([, part = '']) => Object.keys(exportsOf(part))));
  expect(given).toContain('connectToAgents');
  expect([...given].filter((name) => name.startsWith('_'))).toEqual([]);
});

test('everything that the manifest names is in it', () => {
  const paths = [...JSON.stringify(parsed('package.json')).matchAll(/"\.?\/?((?:dist|media|l10n)\b[^"]*)"/g)];
  expect(paths.length).toBeGreaterThan(5);
  for (const [, path = ''] of paths)
    expect(
      namesOf(/^extension\//).some((name) => name.startsWith(path)),
      path,
    ).toBe(true);
});

test('every title is there in words, in each language', () => {
  const manifest = JSON.stringify(parsed('package.json'));
  const keys = [...manifest.matchAll(/"%([^"%\s]+)%"/g)].map(([, key = '']) => key);
  expect(manifest.match(/%/g) ?? []).toHaveLength(2 * keys.length);
  const files = namesOf(/^extension\/package\.nls.*\.json$/);
  if (keys.length > 0) expect(files).toContain('package.nls.json');
  for (const file of files) {
    const texts = parsed(file);
    expect(Object.keys(texts).toSorted(), file).toEqual([...new Set(keys)].toSorted());
    for (const text of Object.values(texts)) expect(text).toMatch(/\S/);
  }
});

test('every message is there, in each language with the same places to fill in', () => {
  const { l10n } = parsed('package.json');
  const files = l10n === undefined ? [] : namesOf(/^extension\/l10n\/.*\.json$/);
  if (l10n !== undefined) expect(files).toContain('l10n/bundle.l10n.json');
  const placesOf = (text: unknown): readonly string[] => [...new Set(String(text).match(/\{\w+\}/g) ?? [])].toSorted();
  for (const file of files) {
    const messages = Object.entries(parsed(file));
    expect(messages.length, file).toBeGreaterThan(100);
    for (const [message, text] of messages) expect(placesOf(text), message).toEqual(placesOf(message));
  }
});
