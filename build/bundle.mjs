import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { alone, chunks, features } from './chunks.mjs';
import { byDeclaration } from './declarations.mjs';
import { asRequired, throughDoors } from './features.mjs';
import { l10nFrom } from './l10n.mjs';
import { leanFiles } from './pageFiles.mjs';
import { dist, posix, root } from './paths.mjs';
import { shellScripts } from './shellScripts.mjs';
import { duration, main } from './steps.mjs';

/** The pages: `webview/<page>/main.ts` and `webview/<page>/<page>.css` become one script and one style sheet. */
const pages = ['wizard', 'traffic', 'pages'];

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

/**
 * What editors show of a site's fields, and what its text looks like, is in its JSON schema only. Calls of an empty
 * function are dropped with their texts.
 */
const withoutSchemaTexts = {
  name: 'without-schema-texts',
  setup(build) {
    build.onLoad({ filter: /[\\/]planning[\\/]site[\\/]shapes\.ts$/ }, async ({ path }) => {
      const names = Array.from((await readFile(path, 'utf8')).matchAll(/^export const (\w+)/gm), ([, name]) => name);
      return { contents: names.map((name) => `export const ${name} = {};`).join('\n'), loader: 'ts' };
    });
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
  plugins: [...(dev ? [] : [withoutIndents]), leanFiles, l10nFrom({ host: false, pseudo })],
});

const webviewOptions = (dev, pseudo) => ({
  ...pageOptions(dev, pseudo),
  entryPoints: pages.flatMap((page) =>
    ['main.ts', `${page}.css`].map((file) => ({ in: `webview/${page}/${file}`, out: page })),
  ),
  outdir: 'dist/webview',
});

function featureOptions(dev, pseudo) {
  const { plugins, ...options } = chunkOptions(dev, features, chunks, pseudo);
  return {
    ...options,
    chunkNames: 'part-[hash]',
    // A name that a declaration is asked for, and doesn't have.
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [...plugins, throughDoors, byDeclaration, asRequired(options)],
  };
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
      tests: { type: 'boolean' },
    },
  });
  if (values.watch) return watch();
  const started = performance.now();
  const built = await bundle({ dev: values.dev, pseudo: values.pseudo });
  console.log(Object.values(built).map(sizes).join('\n'));
  if (values.tests) await bundleHostTests();
  console.log(`Built in ${duration(performance.now() - started)}`);
  if (!values.meta) return undefined;
  const write = ([name, metafile]) => writeFile(join(dist, `${name}.meta.json`), JSON.stringify(metafile));
  return Promise.all(Object.entries(built).map(write));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(command);
