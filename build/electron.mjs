import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runs } from '../test/host/runs.mjs';
import { bundle, bundleHostTests } from './bundle.mjs';
import { writeUserSettings } from './codeServer.mjs';
import { onPreparedNode } from './setup.mjs';
import { enterOwnHome } from './ownHome.mjs';
import { dist, root } from './paths.mjs';
import { main, step } from './steps.mjs';

/** Gets VS Code once for all runs; what it has downloaded before it does not download again. */
async function download(version) {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(root, '.tools', 'vscode-desktop') });
  } catch (error) {
    throw new Error(
      `Desktop VS Code could not be downloaded from update.code.visualstudio.com: ${error.message}\n` +
        'Without that host, run the same suites in code-server (Linux): npm run test:host',
    );
  }
}

/** Runs one set of suites in a profile of its own; whether all passed. */
async function runSuite(executable, { suite, settings }) {
  const { runTests } = await import('@vscode/test-electron');
  const profile = mkdtempSync(join(tmpdir(), 'arc-'));
  writeUserSettings(profile, settings);
  console.log(`\n${suite}`);
  try {
    const code = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(dist, 'test', 'host', 'index'),
      extensionTestsEnv: { ARC_TEST_SUITE: suite },
      launchArgs: ['--disable-extensions', '--disable-gpu', '--user-data-dir', join(profile, 'data')],
    });
    return code === 0;
  } catch (error) {
    console.error(error.message);
    return false;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The version is the newest stable one, or the one named: `npm run test:electron -- 1.105.0`. */
async function command() {
  await bundle({ dev: true });
  await bundleHostTests();
  const executable = await step('Desktop VS Code', () => download(process.argv[2] ?? 'stable'));
  enterOwnHome();
  let passed = true;
  for (const run of runs) passed = (await runSuite(executable, run)) && passed;
  if (!passed) process.exitCode = 1;
}

await main(() => onPreparedNode('build', command));
