import n from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';
import { boxes } from './build/lint/boxes.mjs';
import { kinds } from './build/lint/kinds.mjs';
import { tables } from './build/lint/tables.mjs';

const closed = (patterns, message) => [{ group: patterns, message }];
const programsInTests = closed(
  ['child_process', 'node:child_process'],
  'Tests start programs by test/support/program.ts, which gives them a home of their own.',
);

const restrict = (...groups) => ({ 'no-restricted-imports': ['error', { patterns: groups.flat() }] });

const contextKeys = {
  selector: "CallExpression[callee.property.name='executeCommand'][arguments.0.value='setContext']",
  message: 'Set context keys through vscode/contextKeys.ts.',
};
const errorFactories = {
  selector: "NewExpression[callee.name='ArcError']",
  message: 'Errors are made by named factories, in the errors.ts of their room.',
};

/** What a page could take for markup, past the escaping of its templates. */
const markup = [
  'MemberExpression[property.name=/^((inner|outer)HTML|insertAdjacentHTML|srcdoc)$/]',
  'TemplateElement[value.raw=/[.](innerHTML|outerHTML|srcdoc)=$/]',
];
const unescaped = closed(
  ['lit-html/directives/unsafe-*', 'lit-html/static*', 'lit-html/directive-helpers*'],
  'Foreign text never becomes markup.',
);

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'test/vscode/',
      'test/fixtures/',
      '.tools/',
      '.scratch/',
      'test/**/*.mjs',
      '*.mjs',
      '**/*.js',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/tsconfig.pure.json', 'webview/tsconfig.json', 'test/webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      // It asks for the `!` that the rule above forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', contextKeys],
    },
  },
  {
    files: ['src/**', 'webview/**'],
    // The sample tenant reads what it wrote itself.
    ignores: ['src/kernel/json.ts', 'src/sample/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'JSON',
          property: 'parse',
          message: 'Read JSON with parseJson: it never throws, and bounds the depth.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/**/errors.ts'],
    rules: { 'no-restricted-syntax': ['error', contextKeys, errorFactories] },
  },
  { files: ['src/**', 'webview/**'], rules: { 'max-lines': ['error', 300] } },
  {
    files: ['webview/**'],
    rules: {
      ...restrict(unescaped),
      'no-restricted-syntax': [
        'error',
        ...markup.map((selector) => ({ selector, message: 'Foreign text never becomes markup.' })),
      ],
    },
  },
  { files: ['src/extension.ts'], rules: { 'max-lines': ['error', 80] } },
  { files: ['src/vscode/contextKeys.ts'], rules: { 'no-restricted-syntax': ['error', errorFactories] } },
  {
    files: ['src/{association,verification,inventory,gateways}/**'],
    plugins: { kinds },
    rules: { 'kinds/tables': 'error' },
  },
  {
    files: ['src/**'],
    ignores: ['src/vscode/boxes/**', 'src/kernel/text/**'],
    plugins: { boxes },
    rules: { 'boxes/raw': 'error' },
  },
  {
    files: ['src/**', 'webview/**'],
    ignores: ['src/kernel/lookUp.ts'],
    plugins: { tables },
    rules: { 'tables/own': 'error' },
  },
  {
    // Pure: without a clock, a console and all that reaches out.
    files: ['src/{kernel,throttling,planning}/**', 'src/*/engine/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'fetch',
        'Date',
        'setTimeout',
        'setInterval',
        'console',
        'process',
        'XMLHttpRequest',
      ],
    },
  },
  {
    // They begin under the Node of whoever asks, before a newer one is there.
    files: ['build/**/*.mjs', 'test/bench/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    plugins: { n },
    settings: { node: { version: '>=20.19.0' } },
    rules: {
      'n/no-unsupported-features/es-builtins': 'error',
      'n/no-unsupported-features/es-syntax': 'error',
      // Called an experiment there, and there all the same.
      'n/no-unsupported-features/node-builtins': ['error', { ignores: ['import.meta.dirname', 'fs.cpSync'] }],
    },
  },
  {
    files: ['test/**'],
    ignores: ['test/support/program.ts', 'test/bench/**'],
    rules: restrict(programsInTests),
  },
);
