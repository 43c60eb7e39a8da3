import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryRun } from '../../../support/program';

/** One program that a script ran: its arguments, its own name first, and the proxies that its environment names. */
export interface Call {
  readonly words: readonly string[];
  readonly proxies: string;
}

export interface Run {
  readonly calls: readonly Call[];
  readonly stdout: string;
  readonly status: number | null;
}

// These are real; all others that scripts here call are stand-ins.
const real = [
  'bash',
  'sh',
  'dash',
  'cat',
  'chmod',
  'cp',
  'cut',
  'date',
  'dirname',
  'env',
  'find',
  'grep',
  'head',
  'id',
];
const more = [
  'ls',
  'mkdir',
  'mktemp',
  'nice',
  'nohup',
  'rm',
  'sed',
  'sort',
  'tail',
  'tee',
  'timeout',
  'touch',
  'tr',
  'wc',
  'xargs',
];
const standIns = [
  'azcmagent',
  'az',
  'apt-get',
  'crontab',
  'at',
  'dnf',
  'hostname',
  'pgrep',
  'systemctl',
  'sleep',
  'yum',
  'logger',
];

const record = `{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\1%s %s %s\\2' "$http_proxy" "$https_proxy" "$HTTPS_PROXY"; } >>"$CALLS"`;
// What is downloaded tells its own arguments when it runs.
const installer = `printf '%s\\0' install "\\$@" >>"\\$CALLS"; printf '\\\\1\\\\2' >>"\\$CALLS"`;
const bodies: Readonly<Record<string, string>> = {
  sudo: 'while [ "${1#-}" != "$1" ]; do shift; done; while [ "${1#*=}" != "$1" ]; do export "$1"; shift; done; exec "$@"',
  doas: 'exec "$@"',
  ssh: 'while [ "${1#-}" != "$1" ]; do shift; done; shift; exec bash -c "$*"',
  su: 'exec bash -c "${!#}"',
  wget: `${record}
target=; for each; do case $previous in -O|--output-document) target=$each;; esac; case $each in --output-document=*) target=\${each#*=};; -qO?*|-O?*) target=\${each#*O};; esac; previous=$each; done
case $each in -*) :;; esac
if [ -z "$target" ] || [ "$target" = - ]; then echo "${installer}"; else echo "${installer}" >"$target"; fi`,
  curl: `${record}
target=; for each; do case $previous in -o|--output|-*o) target=$each;; esac; case $each in -*o/*) target=\${each#*o};; esac; previous=$each; done
if [ -z "$target" ] || [ "$target" = - ]; then echo "${installer}"; else echo "${installer}" >"$target"; fi`,
};

/** A folder in which scripts run: with stand-ins for the programs they call, and without a way to the machine's files. */
export class Playground {
  readonly folder = mkdtempSync(join(tmpdir(), 'arc-runs-'));

  constructor() {
    for (const name of ['bin', 'root']) mkdirSync(join(this.folder, name));
    for (const name of [...real, ...more]) {
      const path = tryRun('sh', 'dash', ['-c', `command -v ${name}`]).stdout.trim();
      if (path.startsWith('/')) symlinkSync(path, join(this.folder, 'bin', name));
    }
    for (const name of standIns) this.write(join('bin', name), record);
    for (const [name, body] of Object.entries(bodies)) this.write(join('bin', name), body);
  }

  private write(name: string, body: string): void {
    writeFileSync(join(this.folder, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(this.folder, name), 0o755);
  }

  /** Runs a script; what it has under `/etc`, `/tmp` and the like is in a folder that is new each time. */
  run(script: string, shell: 'bash' | 'dash'): Run {
    const root = join(this.folder, 'root');
    rmSync(root, { recursive: true });
    for (const name of [
      'etc/arc',
      'etc/apt/apt.conf.d',
      'etc/systemd/system',
      'tmp',
      'var/log',
      'opt/azcmagent/bin',
      'usr/bin',
      'home',
    ]) {
      mkdirSync(join(root, name), { recursive: true });
    }
    for (const name of ['opt/azcmagent/bin/azcmagent', 'usr/bin/azcmagent']) this.write(join('root', name), record);
    for (const name of ['hosts', 'onboard', 'names', 'values']) writeFileSync(join(root, 'etc/arc', name), 'one two\n');
    const calls = join(this.folder, 'calls');
    writeFileSync(calls, '');
    const moved = script.replace(/(?<![\w:/.}~-])\/(?=(?:etc|tmp|var|opt|usr|run)\/)/g, `${root}/`);
    const { stdout, status } = tryRun(shell, shell, ['-c', moved, 'script'], {
      cwd: join(root, 'home'),
      env: { PATH: join(this.folder, 'bin'), HOME: join(root, 'home'), CALLS: calls, LC_ALL: 'C.UTF-8' },
      input: '',
    });
    return {
      calls: callsIn(readFileSync(calls, 'utf8').replaceAll(root, '')),
      stdout: stdout.replaceAll(root, ''),
      status,
    };
  }

  /** Runs scripts one after the other in one shell, each in a subshell of its own, and returns what each prints. */
  runAll(scripts: readonly string[]): readonly string[] {
    const tell = `azcmagent() { printf 'azcmagent'; local each; for each; do case $each in --*) printf ' %s' "$each";; connect) printf ' connect';; *) printf ' <%s>' "$each";; esac; done; echo; }`;
    writeFileSync(join(this.folder, 'scripts'), scripts.map((script) => `${script}\0`).join(''));
    const loop = `while IFS= read -r -d '' script <&8; do ( eval "$script" ); printf '\\1'; done 8<scripts 2>/dev/null`;
    const { stdout } = tryRun('bash', 'bash', ['-c', `${tell}\n${loop}`], {
      cwd: this.folder,
      env: { PATH: join(this.folder, 'bin'), HOME: this.folder, LC_ALL: 'C.UTF-8' },
    });
    return stdout.split('\x01').slice(0, -1);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const callsIn = (log: string): readonly Call[] =>
  log
    .split('\x02')
    .slice(0, -1)
    .map((entry) => {
      const [words = '', proxies = ''] = entry.split('\x01');
      return { words: words.split('\0').slice(0, -1), proxies };
    });
