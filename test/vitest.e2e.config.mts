import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    // As long as a person would wait; the second that is usual is short for a workbench on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    // Most of a test is waiting for the workbench.
    maxWorkers: 2,
    passWithNoTests: false,
  },
});
