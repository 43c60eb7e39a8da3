import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { check } from 'recheck';
import ts from 'typescript';
import { root } from './paths.mjs';
import { main } from './steps.mjs';

/**
 * Judges every regular expression of src/ and webview/: each has to take time in proportion to the text that it searches.
 * One that cannot be judged in time fails as well. `node build/patterns.mjs` prints those that fail.
 *
 * @typedef {{ source: string, flags: string, places: string[] }} Pattern
 */

/**
 * No clock decides but the one for a whole pattern: the others of the judge take a busy machine for a slow expression. More
 * repetitions than usual are counted out, so that few patterns are left to its guesses.
 */
const parameters = {
  timeout: 120_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  maxRepeatCount: 500,
};

const cacheFile = join(root, 'node_modules', '.cache', 'patterns.json');
const folders = ['src', 'webview'];

const files = () =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(root, folder, name)),
  );

const placeOf = (tree, position) => {
  const { line } = tree.getLineAndCharacterOfPosition(position);
  return `${relative(root, tree.fileName).split(sep).join('/')}:${line + 1}`;
};

/** The literals of a file, and where it calls `RegExp`. */
function read(file) {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const [literals, calls] = [[], []];
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      literals.push({ source, flags, place: placeOf(tree, node.getStart()) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      calls.push({ start: node.getStart(), callee: node.expression.getEnd(), place: placeOf(tree, node.getStart()) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { file, text: tree.text, literals, calls };
}

/** Loads the files that build expressions, and notes what they build; what is built later would not be seen. */
async function built(read) {
  const composing = read.filter(({ calls }) => calls.length > 0);
  const byFile = new Map(composing.map((each) => [each.file, each]));
  const { outputFiles } = await build({
    stdin: { contents: composing.map(({ file }) => `import ${JSON.stringify(file)};`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    // Each file is loaded, whatever it exports.
    ignoreAnnotations: true,
    loader: { '.svg': 'text', '.css': 'empty', '.sh': 'text', '.ps1': 'text' },
    external: ['@azure/*', '@vscode/*'],
    plugins: [recorder(byFile)],
  });
  const found = [];
  const note = (place, source, flags = '') => {
    const made = new RegExp(source, flags);
    found.push({ source: made.source, flags: made.flags, place });
    return made;
  };
  new Function('require', 'module', 'exports', 'notePattern', outputFiles[0].text)(
    createRequire(join(root, 'package.json')),
    { exports: {} },
    {},
    note,
  );
  const places = new Set(found.map(({ place }) => place));
  const unseen = composing
    .flatMap(({ calls }) => calls.map(({ place }) => place))
    .filter((place) => !places.has(place));
  return { found, unseen };
}

const recorder = (byFile) => ({
  name: 'recorder',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const each = byFile.get(path);
      if (!each) return undefined;
      // From the last to the first, so that no place moves before it is changed.
      const contents = each.calls.toReversed().reduce((text, { start, callee, place }) => {
        const open = text.indexOf('(', callee);
        return `${text.slice(0, start)}notePattern(${JSON.stringify(place)}, ${text.slice(open + 1)}`;
      }, each.text);
      return { contents, loader: 'ts' };
    });
  },
});

function merged(all) {
  const patterns = new Map();
  for (const { source, flags, place } of all) {
    // Which of the matches are wanted changes nothing.
    const key = `/${source}/${flags.replace(/[dg]/g, '')}`;
    const known = patterns.get(key) ?? { key, source, flags: flags.replace(/[dg]/g, ''), places: [] };
    patterns.set(key, { ...known, places: [...known.places, place] });
  }
  return [...patterns.values()];
}

/** What stands against a pattern; undefined when nothing does. */
async function problemOf({ source, flags }) {
  const { status, complexity, error, attack } = await check(source, flags, parameters);
  if (status === 'safe') return undefined;
  const example = attack?.pattern ? `, for example with ${attack.pattern.slice(0, 120)}` : '';
  return status === 'vulnerable' ? `${complexity.summary}${example}` : `not judged: ${error?.kind ?? 'unknown'}`;
}

const version = JSON.parse(readFileSync(join(root, 'node_modules', 'recheck', 'package.json'), 'utf8')).version;
const cacheKey = createHash('sha256')
  .update(`${version} ${JSON.stringify(parameters)}`)
  .digest('hex');

/** Patterns that were found good by the same judge. */
function knownGood() {
  const kept = existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, 'utf8')) : {};
  return new Set(kept.key === cacheKey ? kept.good : []);
}

function keep(good) {
  mkdirSync(dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify({ key: cacheKey, good: [...good].sort() }));
}

async function judge() {
  const all = files().map(read);
  const { found, unseen } = await built(all);
  const patterns = merged([...all.flatMap(({ literals }) => literals), ...found]);
  const good = knownGood();
  const open = patterns.filter(({ key }) => !good.has(key));
  const problems = unseen.map(
    (place) => `${place}: build this expression when its module is loaded, so that it is judged.`,
  );
  const work = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const problem = await problemOf(next);
      if (problem === undefined) good.add(next.key);
      else problems.push(`${next.places.join(', ')}: ${next.key}\n    ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  keep(patterns.map(({ key }) => key).filter((key) => good.has(key)));
  console.log(`${patterns.length} regular expressions: ${problems.length} fail`);
  if (problems.length > 0) throw new Error(problems.sort().join('\n'));
}

await main(judge);
