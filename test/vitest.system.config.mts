import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

const ofMachines = 'test/system/remoteAccess/**/*.test.ts';
// What hangs ends; no test is judged by it, however busy the machine is.
const shared = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 20_000 } }, maxWorkers: 2 };

/** Tests that run what the product writes, in real shells and behind real servers on loopback. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'programs', include: ['test/system/**/*.test.ts'], exclude: [ofMachines] } },
      { test: { ...shared, name: 'machines', include: [ofMachines] } },
    ],
  },
});
