import n from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';
import { boxes } from './build/lint/boxes.mjs';

/** Who may import whom: the rooms of the house, and the outside packages each room may use. */
const closed = (patterns, message) => [{ group: patterns, message }];
const vscodeOutside = closed(['vscode'], 'vscode belongs to host/, the features, services.ts and extension.ts.');
const azureOutside = closed(['@azure/*'], '@azure belongs to azure/.');
const processOutside = closed(['child_process', 'node:child_process'], 'Processes are started in remote/ only.');
const programsInTests = closed(
  ['child_process', 'node:child_process'],
  'Tests start programs by test/support/program.ts, which gives them a home of their own.',
);
const toolkitOutside = closed(['@vscode/webview-ui-toolkit*'], 'Only webview/toolkit.ts knows the toolkit.');
const coreInside = closed(['**/core/*', '**/core/**/*'], 'Outside the core, import from core/index only.');

const features = [
  'tree',
  'wizard',
  'commands',
  'patching',
  'traffic',
  'gateways',
  'association',
  'verification',
  'diagnosis',
];

const restrict = (...groups) => ({ 'no-restricted-imports': ['error', { patterns: groups.flat() }] });

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
        project: ['tsconfig.json', 'src/core/tsconfig.json', 'webview/tsconfig.json', 'test/webview/tsconfig.json'],
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
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='executeCommand'][arguments.0.value='setContext']",
          message: 'Set context keys through host/contextKeys.ts.',
        },
      ],
    },
  },
  {
    files: ['src/**', 'webview/**'],
    // The sample tenant reads what it wrote itself.
    ignores: ['src/core/json.ts', 'src/sample/**'],
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
  { files: ['src/host/contextKeys.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/**'],
    ignores: ['src/host/boxes/**', 'src/core/text/**'],
    plugins: { boxes },
    rules: { 'boxes/raw': 'error' },
  },
  {
    files: ['src/core/**'],
    rules: {
      ...restrict(
        vscodeOutside,
        azureOutside,
        closed(['node:*', 'fs', 'path', 'child_process'], 'The core is pure.'),
        closed(
          ['../contract/*', '../../contract/*', '../azure/*', '../../azure/*', '../host/*'],
          'The core imports nothing of the house.',
        ),
      ),
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
    files: ['src/contract/**'],
    rules: restrict(vscodeOutside, azureOutside, processOutside, toolkitOutside, coreInside),
  },
  {
    files: ['src/azure/**'],
    rules: restrict(vscodeOutside, processOutside, toolkitOutside, coreInside),
  },
  {
    files: ['src/sample/**'],
    rules: restrict(vscodeOutside, processOutside, toolkitOutside, coreInside),
  },
  {
    files: ['src/remote/**'],
    rules: restrict(vscodeOutside, azureOutside, toolkitOutside, coreInside),
  },
  {
    files: ['src/host/**', ...features.map((feature) => `src/${feature}/**`), 'src/*.ts'],
    rules: restrict(azureOutside, processOutside, toolkitOutside, coreInside),
  },
  {
    // They begin under the Node of whoever asks, before a newer one is there.
    files: ['build/**/*.mjs'],
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
  {
    files: ['webview/**'],
    ignores: ['webview/toolkit.ts'],
    rules: restrict(vscodeOutside, azureOutside, processOutside, toolkitOutside, coreInside),
  },
);
