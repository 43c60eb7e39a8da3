import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

export default defineConfig({
  test: {
    include: ['test/webview/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    passWithNoTests: false,
  },
});
