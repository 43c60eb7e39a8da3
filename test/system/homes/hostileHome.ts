import { existsSync, lstatSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Files that shells and programs run or read by themselves, with text that leaves a mark where it is run. */
const files = (mark: (name: string) => string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    [
      ...['.bashrc', '.bash_profile', '.bash_login', '.bash_logout', '.bash_env', '.profile', '.shrc', '.login'],
      ...['.zshenv', '.zprofile', '.zshrc', '.zlogin', '.tcshrc', '.cshrc', '.config/fish/config.fish', '.ssh/rc'],
    ].map((name) => [name, mark(name)]),
  ),
  '.config/powershell/profile.ps1': mark('profile.ps1'),
  '.config/powershell/Microsoft.PowerShell_profile.ps1': mark('profile.ps1'),
  '.ssh/config': `Match exec "${mark('.ssh/config')}"\n  Port 1\n`,
  '.ssh/environment': 'HOSTILE=1\n',
  '.ssh/known_hosts': 'hostile ssh-ed25519 AAAA\n',
  '.ssh/id_ed25519': 'no key\n',
  '.gitconfig': '[core]\n  abbrev = nonsense\n',
  '.config/git/config': '[core]\n  abbrev = nonsense\n',
  '.ansible.cfg': '[defaults]\nforks = nonsense\n',
  '.ansible/tmp/kept': '',
  '.npmrc': 'registry=http://127.0.0.1:1/\n',
  '.azure/config': '[core]\noutput = table\n',
  '.cache/kept': '',
  '.local/share/kept': '',
  '.curlrc': 'proxy = 127.0.0.1:1\n',
  '.wgetrc': 'https_proxy = 127.0.0.1:1\n',
});

const readLongAgo = new Date('2001-01-01');
const writtenLongAgo = new Date('2002-01-01');

/**
 * The home of an account whose every file does harm: it leaves a mark where it is run, and shows when it was read. What
 * has been read since, a file system tells that is mounted with `relatime` as is usual: an access that is older than the
 * last change is always written down.
 */
export class HostileHome {
  readonly home: string;
  readonly #marks: string;

  constructor(folder: string) {
    this.home = join(folder, 'account');
    this.#marks = join(folder, 'marks');
    mkdirSync(this.#marks);
    const mark = (name: string): string => `touch ${join(this.#marks, name.replaceAll('/', '-'))}`;
    for (const [name, text] of Object.entries(files(mark))) {
      const path = join(this.home, name);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, text, { mode: 0o600 });
    }
    this.forget();
  }

  /** The variables by which an environment leads programs to files of the account. */
  get environment(): Readonly<Record<string, string>> {
    const at = (name: string): string => join(this.home, name);
    return {
      HOME: this.home,
      BASH_ENV: at('.bash_env'),
      ENV: at('.shrc'),
      ZDOTDIR: this.home,
      XDG_CONFIG_HOME: at('.config'),
      XDG_CACHE_HOME: at('.cache'),
      XDG_DATA_HOME: at('.local/share'),
      GIT_CONFIG_GLOBAL: at('.gitconfig'),
      ANSIBLE_CONFIG: at('.ansible.cfg'),
      ANSIBLE_HOME: at('.ansible'),
      AZURE_CONFIG_DIR: at('.azure'),
      npm_config_userconfig: at('.npmrc'),
      SSH_AUTH_SOCK: at('.ssh/agent'),
    };
  }

  /** What was run, read, written or made there since; empty where nothing was. */
  touched(): readonly string[] {
    const run = readdirSync(this.#marks).map((name) => `${name} was run`);
    return [...run, ...this.#walk().flatMap(({ path, what }) => (what ? [`${path} was ${what}`] : []))];
  }

  /** Makes all look as if nobody had been there. */
  forget(): void {
    for (const { path } of this.#walk().reverse()) utimesSync(join(this.home, path), readLongAgo, writtenLongAgo);
  }

  /** Every folder before what it holds, with its times as they were before this looked. */
  #walk(path = ''): { readonly path: string; readonly what?: string }[] {
    const file = join(this.home, path);
    if (!existsSync(file)) return [];
    const stats = lstatSync(file);
    const { atimeMs, mtimeMs } = stats;
    const isRead = atimeMs !== readLongAgo.getTime();
    const what = mtimeMs !== writtenLongAgo.getTime() ? 'written' : isRead ? 'read' : undefined;
    const own = { path: relative(this.home, file), ...(what && { what }) };
    if (!stats.isDirectory()) return [own];
    return [own, ...readdirSync(file).flatMap((name) => this.#walk(join(path, name)))];
  }
}
