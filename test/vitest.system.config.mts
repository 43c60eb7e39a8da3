import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

const ofMachines = 'test/unit/remote/**/*.system.test.ts';
// What hangs ends; no test is judged by it, however busy the machine is.
const timeouts = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 20_000 } } };

/** Tests that run what the product writes, in real shells and behind real servers on loopback. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...timeouts,
          name: 'programs',
          include: ['test/unit/**/*.system.test.ts'],
          exclude: [ofMachines],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // These tell how soon a machine is left alone, so nothing else runs beside them.
        test: { ...timeouts, name: 'machines', include: [ofMachines], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
