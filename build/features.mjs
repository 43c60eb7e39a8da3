import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { importingDeclarations } from './declarations.mjs';
import { posix, root } from './paths.mjs';

const importsOf = /^import \{([^}]*)\} from '(\.[^']*)';$/gm;
const reexportsOf = /^export (type )?\{([^}]*)\} from '(\.[^']*)';$/gm;
const namespacesOf = /^export \* as (\w+) from '(\.[^']*)';$/gm;
const comments = /\/\*[\s\S]*?\*\/|^\/\/.*$/gm;

/** `[name, alias]` of each value in a list of specifiers. */
const specifiersIn = (list) =>
  list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('type '))
    .map((each) => each.split(' as '))
    .map(([name, alias = name]) => [name, alias]);

/**
 * Imports through the door of a room become imports of the files behind it. esbuild splits by file, and would take all
 * that a door exports to a user of one of its names.
 */
export const throughDoors = {
  name: 'through-doors',
  setup(build) {
    const doors = new Map();
    const behind = (path, name) => {
      const door = doors.get(path) ?? doorAt(path);
      doors.set(path, door);
      const [file, own] = door.get(name) ?? [];
      return file === undefined ? [path, name] : behind(file, own);
    };
    const rewritten = (file, line, list, from) => {
      const path = resolve(dirname(file), from);
      const named = specifiersIn(list).map(([name, alias]) => [alias, ...behind(path, name)]);
      if (named.every(([, target]) => target === path)) return line;
      return named
        .map(([alias, target, name]) => {
          const imported = name === '*' ? `* as ${alias}` : `{ ${name} as ${alias} }`;
          return `import ${imported} from '${specifier(dirname(file), target)}';`;
        })
        .join(' ')
        .concat('\n'.repeat(line.split('\n').length - 1));
    };
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: importingDeclarations(await readFile(file, 'utf8')).replace(importsOf, (...match) =>
        rewritten(file, ...match),
      ),
      loader: 'ts',
    }));
  },
};

const specifier = (folder, target) => {
  const path = posix(relative(folder, target));
  return path.startsWith('.') ? path : `./${path}`;
};

/** Where the names that a door gives out are from; nothing when the file does anything besides. */
function doorAt(path) {
  const file = resolve(path, 'index.ts');
  if (existsSync(`${path}.ts`) || !existsSync(file)) return new Map();
  const text = readFileSync(file, 'utf8');
  if (text.replace(reexportsOf, '').replace(namespacesOf, '').replace(comments, '').trim() !== '') return new Map();
  const values = [...text.matchAll(reexportsOf)].filter(([, isType]) => isType === undefined);
  return new Map([
    ...values.flatMap(([, , list, from]) =>
      specifiersIn(list).map(([name, alias]) => [alias, [resolve(path, from), name]]),
    ),
    ...[...text.matchAll(namespacesOf)].map(([, alias, from]) => [alias, [resolve(path, from), '*']]),
  ]);
}

const partImport = /^import (?:\{([^}]*)\} from )?"(\.\/part-\w+\.js)";$/gm;
const vscodeImport = /^import \* as (\w+) from "vscode";$/gm;
const dynamicImport = /\bimport\("(\.\/[\w-]+\.js)"\)/g;
const exportsAtEnd = /\nexport \{([^}]*)\};\n$/;

const exportedBy = (text) => specifiersIn(exportsAtEnd.exec(text)?.[1] ?? '').map(([, name]) => name);

/** Nothing but this build reads a part, so a name is no longer than it takes to tell it from the others of its part. */
const shortName = (names, name) => `_${names.indexOf(name).toString(36)}`;

/** A file that declares one of these gives the others nothing. */
const commonNames = /(?:^var |, )(module|exports|require) = |^(?:async )?function\*? (module|exports|require)\(/m;

/**
 * What parts take from each other is required. They need each other in one direction only, and export nothing that changes
 * later, so names are bound once; esbuild's own form of this is half a kilobyte in each file.
 *
 * @param {(path: string) => string[] | undefined} namesOf what a part exports; undefined where the names stay: in the files of
 *   features, and in parts that are loaded on demand
 */
const required = (text, own, namesOf) => {
  const bound = (list, path, sides) => {
    const names = namesOf(path);
    return specifiersIn(list).map(([name, alias]) =>
      sides(name, alias, (full) => (names ? shortName(names, full) : full)),
    );
  };
  const [, named, taken = named] = commonNames.exec(text) ?? [];
  if (taken) throw new Error(`${own} declares \`${taken}\`, which is a name of CommonJS. Call it otherwise.`);
  return text
    .replace(vscodeImport, 'const $1 = require("vscode");')
    .replace(dynamicImport, 'Promise.resolve().then(() => require("$1"))')
    .replace(partImport, (_, list, path) => {
      if (list === undefined) return `require("${path}");`;
      return `const {${bound(list, path, (name, alias, short) => `${short(name)}: ${alias}`)}} = require("${path}");`;
    })
    .replace(exportsAtEnd, (_, list) => {
      return `\nmodule.exports = {${bound(list, own, (name, alias, short) => `${short(alias)}: ${name}`)}};\n`;
    });
};

/** esbuild splits ES modules only, and VS Code's loader hooks `require`: what was split is made CommonJS, and written. */
export const asRequired = ({ format, supported, target, platform, minify }) => ({
  name: 'as-required',
  setup(build) {
    const isMapped = Boolean(build.initialOptions.sourcemap);
    Object.assign(build.initialOptions, {
      format: 'esm',
      splitting: true,
      write: false,
      supported: {},
      minify: false,
      minifySyntax: minify,
      ...(isMapped && { sourcemap: 'inline' }),
    });
    const write = async ({ path, text }, metafile, namesOf) => {
      const options = {
        format,
        supported,
        target,
        platform,
        minify,
        sourcefile: basename(path),
        legalComments: 'none',
        charset: 'utf8',
      };
      const { code } = await build.esbuild.transform(required(text, `./${basename(path)}`, namesOf), {
        ...options,
        sourcemap: isMapped && 'inline',
      });
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
      metafile.outputs[posix(relative(root, path))].bytes = Buffer.byteLength(code);
    };
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      const parts = outputFiles.filter(({ path }) => basename(path).startsWith('part-'));
      const exported = new Map(parts.map(({ path, text }) => [`./${basename(path)}`, exportedBy(text)]));
      // What `await import(…)` gives is asked for its names by code that nobody rewrites.
      for (const { text } of outputFiles) for (const [, path] of text.matchAll(dynamicImport)) exported.delete(path);
      const namesOf = (path) => (minify ? exported.get(path) : undefined);
      await Promise.all(outputFiles.map((file) => write(file, metafile, namesOf)));
    });
  },
});
