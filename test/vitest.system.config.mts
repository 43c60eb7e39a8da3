import { defineConfig } from 'vitest/config';

/** Tests that run what the product writes, in real shells and behind real servers on loopback. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.system.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
