import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@vscode/test-cli';
import { writeUserSettings } from './build/codeServer.mjs';
import { enterOwnHome } from './build/ownHome.mjs';
import { root } from './build/paths.mjs';
import { runs } from './test/host/runs.mjs';

/** The suites of `npm run test:host` in desktop VS Code, which this downloads: each in a profile of its own. */
const configOf = ({ suite, settings }) => {
  const profile = join(root, '.scratch', 'desktop', suite);
  rmSync(profile, { recursive: true, force: true });
  writeUserSettings(profile, settings);
  return {
    label: suite,
    files: `dist/test/host/${suite}/*.test.js`,
    launchArgs: ['--disable-extensions', '--disable-gpu', '--user-data-dir', join(profile, 'data')],
    mocha: { ui: 'bdd', timeout: 30_000, forbidOnly: true, forbidPending: true },
  };
};

enterOwnHome();
export default defineConfig(runs.map(configOf));
