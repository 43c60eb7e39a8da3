import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What tests and the programs under test inherit from the user; everything else could name the user's files. */
const inherited = new RegExp(
  `^(${[
    ...['PATH', 'USER', 'LOGNAME', 'LANG', 'LC_.*', 'TZ', 'TMPDIR', 'TERM', 'COLORTERM', 'FORCE_COLOR', 'NO_COLOR'],
    ...['CI', 'GITHUB_ACTIONS', 'RUNNER_.*', 'DISPLAY', 'XAUTHORITY', 'DOTNET_ROOT.*'],
    ...['NODE_ENV', 'NODE_OPTIONS', 'NODE_V8_COVERAGE', 'TEST', 'VITEST.*', 'VITE_.*'],
    ...['ARC_TEST_.*', 'UPDATE_GOLDEN', 'GOLDEN_TEXTS', 'PROPERTY_.*'],
  ].join('|')})$`,
);

const programs = ['ssh', 'scp', 'sftp'];

/**
 * Gives this process, and by inheritance all that it starts, a home of its own, so that no file of the account is read or
 * written. The home goes when the process ends. Programs are started by tests on Linux and macOS only.
 */
export function enterOwnHome() {
  if (process.platform === 'win32' || process.env.ARC_TEST_HOME) return;
  const home = mkdtempSync(join(tmpdir(), 'arc-home-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  furnishHome(home);
  for (const name of Object.keys(process.env)) if (!inherited.test(name)) delete process.env[name];
  Object.assign(process.env, {
    HOME: home,
    ARC_TEST_HOME: home,
    SHELL: '/bin/bash',
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
  });
}

/**
 * Puts into a home what keeps those programs in it that ask the system's list of accounts where the home is: the OpenSSH
 * client always, and curl where `HOME` has no file for it. A login shell of this home finds them too.
 */
export function furnishHome(home) {
  const bin = join(home, 'bin');
  const ssh = join(home, '.ssh');
  mkdirSync(bin, { recursive: true });
  mkdirSync(ssh, { mode: 0o700, recursive: true });
  writeFileSync(join(home, '.curlrc'), '');
  const configuration = join(ssh, 'config');
  writeFileSync(
    configuration,
    `Host *\nUserKnownHostsFile "${join(ssh, 'known_hosts')}"\nIdentityFile "${join(ssh, 'id_ed25519')}"\n`,
    { mode: 0o600 },
  );
  for (const name of programs) {
    const program = [`/usr/bin/${name}`, `/usr/local/bin/${name}`].find((path) => existsSync(path));
    if (program === undefined) continue;
    // Of several `-F` the last counts, so a caller's own does.
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${program} -F '${configuration}' "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const profile = join(home, '.profile');
  if (!existsSync(profile)) writeFileSync(profile, `PATH='${bin}':"$PATH"\n`);
}
