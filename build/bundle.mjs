import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { asRequired, throughDoors } from './features.mjs';
import { l10nFrom } from './l10n.mjs';
import { dist, posix, root } from './paths.mjs';
import { shellScripts } from './shellScripts.mjs';
import { duration, main } from './steps.mjs';

const scriptReaders = ['bashReader', 'powershellReader', 'dockerfileReader', 'cloudInitReader'];
const patchOutcomes = ['reviewPatch', 'showRefusals'];

/** A part of a feature that has a name; one of several that each use of the feature takes. */
const featurePart = (name, folder) => ({
  name,
  entry: `${folder}/${name}.ts`,
  door: `${folder}/${name}`,
  isFeature: true,
});

/**
 * The chunks of the extension, each read at the first `await import(…)` of its door. Features share what they have in
 * common, in parts that hold what the same features use; the others hold what they use, so that few files are read at
 * activation and for the first rows.
 */
const chunks = [
  { name: 'extension', entry: 'src/extension.ts' },
  { name: 'azure', entry: 'src/azure/index.ts', door: 'src/azure' },
  { name: 'identity', entry: 'src/azure/identity/index.ts', door: 'src/azure/identity' },
  { name: 'redaction', entry: 'src/vscode/redaction.ts', door: 'src/vscode/redaction' },
  { name: 'failure', entry: 'src/vscode/failureDialog.ts', door: 'src/vscode/failureDialog' },
  { name: 'connect', entry: 'src/connect.ts', door: 'src/connect' },
  { name: 'account', entry: 'src/account/commands/index.ts', door: 'src/account/commands' },
  { name: 'sidebar', entry: 'src/inventory/tree/sidebar.ts', door: 'src/inventory/tree/sidebar' },
  { name: 'inventory', entry: 'src/inventory/store.ts', door: 'src/inventory/store' },
  { name: 'associations', entry: 'src/inventory/loadAssociations.ts', door: 'src/inventory/loadAssociations' },
  { name: 'snapshots', entry: 'src/inventory/snapshots.ts', door: 'src/inventory/snapshots' },
  { name: 'sample', entry: 'src/sample/index.ts', door: 'src/sample' },
  { name: 'remote', entry: 'src/remoteAccess/consent/index.ts', door: 'src/remoteAccess/consent' },
  { name: 'wizard', entry: 'src/wizard/session.ts', door: 'src/wizard/session', isFeature: true },
  { name: 'association', entry: 'src/association/ui/session.ts', door: 'src/association/ui/session', isFeature: true },
  { name: 'gateways', entry: 'src/gateways/ui/commands/index.ts', door: 'src/gateways/ui/commands', isFeature: true },
  {
    name: 'explain',
    entry: 'src/diagnosis/ui/explainError.ts',
    door: 'src/diagnosis/ui/explainError',
    isFeature: true,
  },
  { name: 'openLog', entry: 'src/diagnosis/ui/openLog.ts', door: 'src/diagnosis/ui/openLog', isFeature: true },
  {
    name: 'collectLogs',
    entry: 'src/diagnosis/ui/collectArcLogs.ts',
    door: 'src/diagnosis/ui/collectArcLogs',
    isFeature: true,
  },
  {
    name: 'precheck',
    entry: 'src/diagnosis/ui/checkNetwork.ts',
    door: 'src/diagnosis/ui/checkNetwork',
    isFeature: true,
  },
  { name: 'probe', entry: 'src/remoteAccess/probe/index.ts', door: 'src/remoteAccess/probe' },
  { name: 'traffic', entry: 'src/traffic/view.ts', door: 'src/traffic/view', isFeature: true },
  {
    name: 'allowList',
    entry: 'src/traffic/exportCommand.ts',
    door: 'src/traffic/exportCommand',
    isFeature: true,
  },
  {
    name: 'verification',
    entry: 'src/verification/ui/verification.ts',
    door: 'src/verification/ui/verification',
    isFeature: true,
  },
  {
    name: 'outcomes',
    entry: 'src/verification/ui/verificationSummaryCache.ts',
    door: 'src/verification/ui/verificationSummaryCache',
  },
  {
    name: 'patching',
    entry: 'src/patching/ui/patchCommand.ts',
    door: 'src/patching/ui/patchCommand',
    isFeature: true,
    oneOfEach: [scriptReaders, patchOutcomes],
  },
  ...scriptReaders.map((name) => featurePart(name, 'src/patching/engine')),
  ...patchOutcomes.map((name) => featurePart(name, 'src/patching/ui')),
];

/** The pages: `webview/<page>/main.ts` and `webview/<page>/<page>.css` become one script and one style sheet. */
const pages = ['wizard', 'traffic'];

const chunkImports = (doors) => ({
  name: 'chunk-imports',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      const target = resolve(resolveDir, path);
      const chunk = doors.find(({ door }) => door && isDoor(target, join(root, door)));
      if (!chunk || isInside(resolveDir, join(root, chunk.door))) return undefined;
      return { path: `./${chunk.name}.js`, external: true };
    });
  },
});

/**
 * VS Code's loader gives an extension `http` and `https` that go through its proxy and trust its certificates, but only
 * where they are asked for by these names. The SDK asks for `node:https`.
 */
const patchedByVscode = {
  name: 'patched-by-vscode',
  setup(build) {
    build.onResolve({ filter: /^node:https?$/ }, ({ path }) => ({ path: path.slice('node:'.length), external: true }));
  },
};

/** What editors show of a site's fields is in its JSON schema; calls of an empty function are dropped with their texts. */
const withoutSchemaTexts = {
  name: 'without-schema-texts',
  setup(build) {
    build.onLoad({ filter: /[\\/]planning[\\/]site[\\/]told\.ts$/ }, () => ({
      contents: 'export function told() {}',
      loader: 'ts',
    }));
  },
};

const isDoor = (target, folder) => target === folder || target === join(folder, 'index');
const isInside = (path, folder) => path === folder || path.startsWith(folder + sep);

const shared = (dev) => ({
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
});

/** In Node a chunk is required, never imported: VS Code's loader hooks `require`, and it costs less. */
const nodeOptions = (dev) => ({
  ...shared(dev),
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  supported: { 'dynamic-import': false },
  mainFields: ['module', 'main'],
});

const chunkOptions = (dev, own, doors, pseudo = false) => ({
  ...nodeOptions(dev),
  entryPoints: own.map(({ name, entry }) => ({ in: entry, out: name })),
  outdir: 'dist',
  external: ['vscode'],
  plugins: [chunkImports(doors), patchedByVscode, shellScripts, withoutSchemaTexts, l10nFrom({ host: true, pseudo })],
});

/** A line break says as much as an indent in the markup of a template, where neither is minified. */
const withoutIndents = {
  name: 'without-indents',
  setup(build) {
    build.onLoad({ filter: /[\\/]webview[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\n[ \t]+/g, '\n'),
      loader: 'ts',
    }));
  },
};

/**
 * How a page is built, for the product and for what tests it.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const pageOptions = (dev = false, pseudo = false) => ({
  ...shared(dev),
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  loader: { '.svg': 'text' },
  plugins: [...(dev ? [] : [withoutIndents]), l10nFrom({ host: false, pseudo })],
});

const webviewOptions = (dev, pseudo) => ({
  ...pageOptions(dev, pseudo),
  entryPoints: pages.flatMap((page) =>
    ['main.ts', `${page}.css`].map((file) => ({ in: `webview/${page}/${file}`, out: page })),
  ),
  outdir: 'dist/webview',
});

// In words that Node 20 knows too: what measures imports this file before it has a newer one.
const features = chunks.filter(({ isFeature }) => isFeature);
const alone = chunks.filter(({ isFeature }) => !isFeature);

function featureOptions(dev, pseudo) {
  const { plugins, ...options } = chunkOptions(dev, features, chunks, pseudo);
  return { ...options, chunkNames: 'part-[hash]', plugins: [...plugins, throughDoors, asRequired(options)] };
}

/** What esbuild is asked for, by name: the chunks that hold what they use, those that share parts, and the pages. */
const builds = ({ dev = false, pseudo = false }) => ({
  extension: chunkOptions(dev, alone, chunks, pseudo),
  features: featureOptions(dev, pseudo),
  webview: webviewOptions(dev, pseudo),
});

/** Suites run in an extension host, each test file a file of its own, for mocha to load. */
const hostTestOptions = () => ({
  ...nodeOptions(true),
  entryPoints: testFiles('test/host', /(^|\/)(index|[\w-]+\.test)\.ts$/),
  outbase: 'test/host',
  outdir: 'dist/test/host',
  external: ['vscode', 'mocha'],
  plugins: [shellScripts],
});

function testFiles(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => posix(join(folder, String(file))))
    .filter((file) => pattern.test(file));
}

/**
 * Builds the extension into dist/.
 *
 * @param {{ dev?: boolean, pseudo?: boolean, into?: string }} [options] with `dev`, readable and with source maps; with
 *   `pseudo`, every string that can be translated longer, accented and in brackets; `into`, a folder instead of dist/
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what esbuild put where, by the name of the build
 */
export async function bundle({ into = 'dist', ...options } = {}) {
  const { build } = await import('esbuild');
  const built = Object.entries(builds(options)).map(async ([name, { outdir, ...rest }]) => {
    const { metafile } = await build({ ...rest, outdir: outdir.replace('dist', into) });
    return [name, metafile];
  });
  const metafiles = await shown(async () => Object.fromEntries(await Promise.all(built)));
  await removeOthers(resolve(root, into), Object.values(metafiles));
  return metafiles;
}

/** Removes what an earlier build wrote: the name of a part changes with what is in it. */
async function removeOthers(folder, metafiles) {
  const written = new Set(metafiles.flatMap(({ outputs }) => Object.keys(outputs).map((path) => resolve(root, path))));
  const old = readdirSync(folder).filter((name) => /\.js(\.map)?$/.test(name) && !written.has(join(folder, name)));
  await Promise.all(old.map((name) => rm(join(folder, name))));
}

/**
 * What each feature reads when it is first used, in bytes: its chunk, and all parts that this one needs to be there. Of
 * those of which each use takes one, the largest are counted.
 *
 * @param {Record<string, import('esbuild').Metafile>} metafiles what `bundle` returned
 * @returns {Record<string, number>}
 */
export function firstPresses({ features: { outputs } }) {
  const pathOf = ({ name }) => Object.keys(outputs).find((path) => path.endsWith(`/${name}.js`));
  const read = (path, known = new Set()) => {
    if (known.has(path)) return known;
    known.add(path);
    for (const { kind, path: next } of outputs[path].imports) {
      if (kind !== 'dynamic-import' && next in outputs) read(next, known);
    }
    return known;
  };
  const bytesOf = (...own) => {
    const known = own.reduce((paths, chunk) => read(pathOf(chunk), paths), new Set());
    return [...known].reduce((sum, path) => sum + outputs[path].bytes, 0);
  };
  const largest = ({ oneOfEach = [], ...chunk }) => {
    const choices = oneOfEach.reduce(
      (all, names) => all.flatMap((chosen) => names.map((name) => [...chosen, { name }])),
      [[chunk]],
    );
    return Math.max(...choices.map((chosen) => bytesOf(...chosen)));
  };
  const parts = features.flatMap(({ oneOfEach = [] }) => oneOfEach.flat());
  const pressed = features.filter(({ name }) => !parts.includes(name));
  return Object.fromEntries(pressed.map((chunk) => [chunk.name, largest(chunk)]));
}

/** Builds one chunk into a folder of its own, as it is shipped, but with texts that need no VS Code. */
export async function bundleChunk(name, outdir) {
  const { build } = await import('esbuild');
  const own = alone.filter((chunk) => chunk.name === name);
  const options = chunkOptions(false, own, chunks);
  const plugins = options.plugins.filter((plugin) => plugin.name !== 'l10n');
  await shown(() => build({ ...options, plugins, outdir }));
}

/** Builds the suites that run inside an extension host into dist/test/host/. */
export async function bundleHostTests() {
  const { build } = await import('esbuild');
  await rm(join(dist, 'test'), { recursive: true, force: true });
  await shown(() => build(hostTestOptions()));
}

async function watch() {
  const { context } = await import('esbuild');
  const report = {
    name: 'report',
    setup(build) {
      build.onStart(() => console.log('Build started'));
      build.onEnd(async ({ errors }) => console.log(`${await formatted(errors)}Build finished`));
    },
  };
  for (const options of Object.values(builds({ dev: true }))) {
    const watcher = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
    await watcher.watch();
  }
}

async function shown(build) {
  try {
    return await build();
  } catch (error) {
    throw Array.isArray(error.errors) ? new Error(await formatted(error.errors)) : error;
  }
}

async function formatted(errors) {
  const { formatMessages } = await import('esbuild');
  return (await formatMessages(errors, { kind: 'error', color: false })).join('');
}

function sizes({ outputs: files }) {
  return Object.entries(files)
    .filter(([path]) => !path.endsWith('.map'))
    .map(([path, { bytes }]) => `  ${`${(bytes / 1000).toFixed(1)} kB`.padStart(10)}  ${path}`)
    .join('\n');
}

async function command() {
  const { values } = parseArgs({
    options: {
      dev: { type: 'boolean' },
      watch: { type: 'boolean' },
      meta: { type: 'boolean' },
      pseudo: { type: 'boolean' },
    },
  });
  if (values.watch) return watch();
  const started = performance.now();
  const built = await bundle({ dev: values.dev, pseudo: values.pseudo });
  console.log(Object.values(built).map(sizes).join('\n'));
  console.log(`Built in ${duration(performance.now() - started)}`);
  if (!values.meta) return undefined;
  const write = ([name, metafile]) => writeFile(join(dist, `${name}.meta.json`), JSON.stringify(metafile));
  return Promise.all(Object.entries(built).map(write));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(command);
