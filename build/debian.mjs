import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { attempt, run } from './run.mjs';

/** Debian packages and what proves each is there, so that other distributions can bring it their own way. */
const catalog = {
  compile: [
    { name: 'build-essential', found: () => findCommand('g++') && findCommand('make') },
    { name: 'python3', found: () => findCommand('python3') },
    { name: 'pkg-config', found: () => findCommand('pkg-config') },
    { name: 'libkrb5-dev', found: () => existsSync('/usr/include/krb5.h') },
  ],
  browser: [
    { name: 'chromium', found: () => findBrowser() },
    { name: 'fonts-dejavu-core', found: () => existsSync('/usr/share/fonts/truetype/dejavu') },
  ],
  services: [
    { name: 'openssh-server', found: () => findCommand('sshd') },
    { name: 'squid', found: () => findCommand('squid') },
    { name: 'shellcheck', found: () => findCommand('shellcheck') },
    { name: 'ansible-core', found: () => findCommand('ansible-playbook') },
    ...['zsh', 'fish', 'tcsh'].map((name) => ({ name, found: () => findCommand(name) })),
    // Without them, the tests that they judge are skipped.
    { name: 'golang-go', isOptional: true, found: () => findCommand('go') },
    { name: 'golang-golang-x-net-dev', isOptional: true, found: () => existsSync(join(goSources, httpProxy)) },
  ],
  /** What `npm run bench` measures against. */
  peers: [
    { name: 'openssh-server', found: () => findCommand('sshd') },
    { name: 'ansible-core', found: () => findCommand('ansible') },
    { name: 'pssh', found: () => findCommand('parallel-ssh') },
    { name: 'clustershell', found: () => findCommand('clush') },
  ],
};

/** Where Debian has the sources of Go packages. */
export const goSources = '/usr/share/gocode/src';
export const httpProxy = 'golang.org/x/net/http/httpproxy';

/** Where a program lies, looking also in the folders that only root has on its PATH. */
export function findCommand(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return folders.flatMap((folder) => endings.map((end) => join(folder, name + end))).find((path) => existsSync(path));
}

/** Chromium or its nearest relation; Ubuntu's own images have Google Chrome. */
export const findBrowser = () =>
  ['chromium', 'chromium-browser', 'google-chrome'].map((name) => findCommand(name)).find(Boolean);

/** The packages of these groups that this machine still lacks, each once; the optional ones only where asked for. */
export function missingPackages(groups, withOptional = false) {
  const wanted = groups
    .flatMap((group) => catalog[group])
    .filter(({ isOptional = false, found }) => (withOptional || !isOptional) && !found());
  return [...new Set(wanted.map(({ name }) => name))];
}

/** Installs Debian packages, as root or through a sudo that asks nothing; says what to type where it may not. */
export async function installPackages(names) {
  const prefix = await privilege();
  if (!prefix) {
    const command = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
    throw new Error(
      `These system packages are missing: ${names.join(', ')}.\n` +
        `They cannot be installed from here (no root, or no apt). On Debian or Ubuntu, run:\n\n  ${command}\n\n` +
        'Elsewhere, install what they hold by your own means, then run this again.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const asRoot = (...args) => {
    const [command, ...rest] = [...prefix, ...args];
    return run(command, rest, { env, quiet: true });
  };
  // An installation that was interrupted stops every later one; where none was, this does nothing.
  await asRoot('dpkg', '--configure', '-a', '--force-confold');
  await asRoot('apt-get', 'update');
  await asRoot('apt-get', 'install', '-y', '--no-install-recommends', ...names);
}

/** Whether packages can be installed from here. */
export const canInstall = async () => (await privilege()) !== undefined;

async function privilege() {
  if (!findCommand('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  if (!findCommand('sudo')) return undefined;
  return (await attempt('sudo', ['-n', 'true'], { quiet: true })).code === 0 ? ['sudo', '-n'] : undefined;
}
