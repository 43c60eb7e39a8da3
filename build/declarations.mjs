import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { root } from './paths.mjs';

/**
 * Packages whose files are lists of declarations. esbuild splits by file, and would take all that any feature uses of such
 * a file to each feature that uses some of it.
 */
const mainFiles = {
  valibot: 'node_modules/valibot/dist/index.mjs',
  'jsonc-parser': 'node_modules/jsonc-parser/lib/esm/main.js',
};

const prefix = 'declaration:';
const packageImport = /^import (?:\* as (\w+)|\{([^}]*)\}) from '(valibot|jsonc-parser)';$/gm;

/** Imports what a text uses of these packages, and not the packages. */
export const importingDeclarations = (text) =>
  text.replace(packageImport, (line, alias, list, name) => {
    const names = alias ? membersIn(text, alias) : specifiersIn(list).map(([own]) => own.replace(/^type /, ''));
    return line.replace(`'${name}'`, `'${prefix}${mainFiles[name]}?${names.join()}'`);
  });

/** Neither the end of another name nor the name of a property; three dots spread. */
const boundary = String.raw`(?<![\w$]|(?<!\.\.)\.)`;

const membersIn = (text, alias) => [
  ...new Set(Array.from(text.matchAll(new RegExp(`${boundary}${alias}\\.(\\w+)`, 'g')), ([, name]) => name)),
];

/** `[name, alias]` of each name in a list of specifiers. */
const specifiersIn = (list) =>
  list
    .split(',')
    .map((each) => each.trim().split(' as '))
    .map(([name, alias = name]) => [name, alias]);

const declaration = /^(export )?(?:async )?(?:function\*?|const|let|var|class) ([\w$]+)/;
const unassigned = /^(?:let|var) [\w$]+;$/;
const importLine = /^import (?:\* as (\w+)|\{([^}]*)\}) from "([^"]+)";$/;
const exportLine = /^export \{([^}]*)\};$/;

/** As esbuild prints them: of a statement, only a closing bracket begins another line. */
const statementsIn = (code) => code.split(/\n(?=[^\s\])}])/).map((text) => text.trimEnd());

const anyName = new RegExp(String.raw`${boundary}[a-z_$][\w$]*`, 'gi');
const namesIn = (text) => new Set(text.match(anyName));

/**
 * The declarations of a file, each with the statements that follow it. What sets a variable stays with the variable, as no
 * module can set what it imports.
 */
function declarationsIn(file, code) {
  const imports = new Map();
  const exported = new Map();
  const parts = [];
  let mark = '';
  for (const text of statementsIn(code)) {
    const [, all, list, from] = importLine.exec(text) ?? [];
    const [, given] = exportLine.exec(text) ?? [];
    const [, isExported, name] = declaration.exec(text) ?? [];
    const source = from && posix.join(posix.dirname(file), `${from}.js`);
    if (all) imports.set(all, (own) => `import * as ${all} from '${prefix}${source}?${membersIn(own, all).join()}';`);
    else if (list)
      for (const [own, alias] of specifiersIn(list))
        imports.set(alias, () => `import { ${own} as ${alias} } from '${prefix}${source}?${own}';`);
    else if (given) for (const [own, alias] of specifiersIn(given)) exported.set(alias, own);
    else if (text.startsWith('//')) mark = `${text}\n`;
    else if (name) {
      if (isExported) exported.set(name, name);
      parts.push({ names: [name], text: mark + text.replace(/^export /, '') });
      mark = '';
    } else if (parts.length > 0) parts.at(-1).text += `\n${text}`;
  }
  for (const own of parts.filter(({ text }) => unassigned.test(text))) gatherUsers(parts, own);
  const partOf = new Map(parts.flatMap((part) => part.names.map((name) => [name, part])));
  return { file, imports, exported, partOf };
}

function gatherUsers(parts, own) {
  const [variable] = own.names;
  for (const user of parts.filter((part) => part !== own && namesIn(part.text).has(variable))) {
    own.names.push(...user.names);
    own.text += `\n${user.text}`;
    parts.splice(parts.indexOf(user), 1);
  }
}

/** Names that are declared together are in one module. */
const partAddress = ({ file, partOf }, name) => `${prefix}${file}#${partOf.get(name).names[0]}`;

function partModule(declarations, name) {
  const { imports, partOf } = declarations;
  const { names, text } = partOf.get(name);
  const lines = [...namesIn(text)].flatMap((used) => {
    if (imports.has(used)) return [imports.get(used)(text)];
    const isOther = partOf.has(used) && !names.includes(used);
    return isOther ? [`import { ${used} } from '${partAddress(declarations, used)}';`] : [];
  });
  return [...lines, text, `export { ${names.join(', ')} };`].join('\n');
}

/** Of what is asked for, names that the file doesn't export are types; the build fails if any is used as a value. */
const reexports = (declarations, names) =>
  names
    .map((name) => [name, declarations.exported.get(name)])
    .filter(([, own]) => own !== undefined)
    .map(([name, own]) => `export { ${own} as ${name} } from '${partAddress(declarations, own)}';`)
    .join('\n');

/** What `importingDeclarations` asks for. */
export const byDeclaration = {
  name: 'by-declaration',
  setup(build) {
    const files = new Map();
    const read = async (file) => {
      const text = await readFile(join(root, file), 'utf8');
      const { code } = await build.esbuild.transform(text, { legalComments: 'none' });
      return declarationsIn(file, code);
    };
    const declarationsOf = (file) => {
      const known = files.get(file) ?? read(file);
      files.set(file, known);
      return known;
    };
    build.onResolve({ filter: /^declaration:/ }, ({ path }) => ({
      path: path.slice(prefix.length),
      namespace: 'declaration',
      sideEffects: false,
    }));
    build.onLoad({ filter: /./, namespace: 'declaration' }, async ({ path }) => {
      const [, file, kind, names] = /^([^#?]+)([#?])(.*)$/.exec(path);
      const declarations = await declarationsOf(file);
      const contents = kind === '#' ? partModule(declarations, names) : reexports(declarations, names.split(','));
      return { contents, loader: 'js' };
    });
  },
};
