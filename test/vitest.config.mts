import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    pool: 'threads',
    // No unit test changes anything that another one sees, and most of their time would go into loading the SDK again.
    isolate: false,
  },
});
