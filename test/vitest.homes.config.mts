import { defineConfig } from 'vitest/config';
import { enterOwnHome } from '../build/ownHome.mjs';

enterOwnHome();

/** What `test/system/homes/homes.test.ts` runs where the account's home is a hostile one. */
export default defineConfig({
  test: { include: ['test/system/homes/*.check.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
