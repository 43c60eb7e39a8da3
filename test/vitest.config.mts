import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';
import { shellScriptsInTests } from '../build/shellScripts.mjs';

enterOwnHome();
// Reports have times as this computer’s zone has them.
process.env.TZ = 'UTC';

const ofMachines = 'test/system/remoteAccess/**/*.test.ts';
// What hangs ends; no test is judged by it, however busy the machine is.
const inPrograms = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 20_000 } },
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
};

const unit: TestProjectInlineConfiguration = {
  test: {
    name: 'unit',
    include: ['test/unit/**/*.test.ts'],
    pool: 'threads',
    // No unit test changes anything that another one sees, and most of their time would go into loading the SDK again.
    isolate: false,
  },
};

/** With every translatable text changed: generated files stay the same, and reports for people have no plain English. */
const translated: TestProjectInlineConfiguration = {
  test: {
    name: 'translated',
    include: [
      'test/unit/planning/targets/servers/scripts.test.ts',
      'test/unit/planning/targets/clusters/scripts.test.ts',
      'test/unit/planning/network/exports/golden.test.ts',
      'test/unit/verification/engine/script.test.ts',
      'test/unit/diagnosis/engine/precheck/probeScripts.test.ts',
      'test/unit/translated.check.ts',
    ],
    setupFiles: ['test/support/usePseudo.ts'],
    env: { ARC_TRANSLATED: '1' },
    pool: 'threads',
  },
};

const others: readonly TestProjectInlineConfiguration[] = [
  // What the product writes, in real shells and behind real servers on loopback.
  { test: { ...inPrograms, name: 'programs', include: ['test/system/**/*.test.ts'], exclude: [ofMachines] } },
  { test: { ...inPrograms, name: 'machines', include: [ofMachines] } },
  // What `test/system/homes/homes.test.ts` runs where the account's home is a hostile one.
  {
    test: {
      name: 'homes',
      include: ['test/system/homes/*.check.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      sequence: { groupOrder: 2 },
    },
  },
  {
    test: {
      name: 'webview',
      include: ['test/webview/**/*.test.ts'],
      testTimeout: 30_000,
      hookTimeout: 60_000,
      maxWorkers: 1,
      sequence: { groupOrder: 3 },
    },
  },
  {
    test: {
      name: 'e2e',
      include: ['test/e2e/**/*.test.ts'],
      testTimeout: 240_000,
      hookTimeout: 180_000,
      // As long as a person would wait; the second that is usual is short for a workbench on a busy machine.
      expect: { poll: { timeout: 20_000 } },
      // Most of a test is waiting for the workbench.
      maxWorkers: 2,
      sequence: { groupOrder: 4 },
    },
  },
];

// Without `--project` the unit tests run, which need nothing but Node.
const isNamed = process.argv.some((argument) => argument.startsWith('--project'));

export default defineConfig({
  test: {
    projects: (isNamed ? [unit, translated, ...others] : [unit, translated]).map((project) => ({
      plugins: [shellScriptsInTests],
      ...project,
    })),
    teardownTimeout: 30_000,
  },
});
