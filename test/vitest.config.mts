import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    // These start servers and run scripts; `vitest.system.config.mts` has them.
    exclude: ['**/*.system.test.ts'],
    pool: 'threads',
    // No unit test changes anything that another one sees, and most of their time would go into loading the SDK again.
    isolate: false,
  },
});
