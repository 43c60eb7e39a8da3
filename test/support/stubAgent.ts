import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stand-in for the agent of a machine: prints what it is given, and remembers what it was asked. */
const agent = `#!/bin/bash
echo "$*" >>"$STUB/calls"
case "$1 $2" in
  'show -j') [ -e "$STUB/show.json" ] || { echo 'Error: unknown shorthand flag: j'; exit 1; }; cat "$STUB/show.json" ;;
  'show ') cat "$STUB/show" ;;
  'version ') [ ! -e "$STUB/version" ] || cat "$STUB/version" ;;
  'check '*) [ ! -e "$STUB/hang" ] || { head -n 5 "$STUB/check"; exec sleep 600; }; cat "$STUB/check" ;;
  'config get') if [ "$3" = proxy.url ]; then cat "$STUB/proxy"; else cat "$STUB/config"; fi ;;
  'config set') [ ! -e "$STUB/stubborn" ] || { echo 'A policy forbids this setting.' >&2; exit 1; }; echo "$4" >"$STUB/config" ;;
  'config clear') echo default >"$STUB/config" ;;
esac
`;

/** One that speaks the language of its account, and would ask for a password in it. */
const askingSudo = `#!/bin/sh
if [ "$LC_ALL" = C ]; then echo 'sudo: a password is required'; else echo 'sudo: Ein Passwort ist notwendig'; fi >&2
exit 1
`;

/** Lets the patience with the agent's own check end after a second; other deadlines are as they are. */
const impatient = `#!/bin/bash
[ "$1 $3" != '-k 150' ] || set -- -k "$2" 1 "\${@:4}"
exec /usr/bin/timeout "$@"
`;

export interface Playing {
  readonly show?: string;
  readonly json?: string;
  readonly check?: string;
  /** What `azcmagent version` says; absent: nothing. */
  readonly version?: string;
  readonly connectionType?: string;
  readonly proxyUrl?: string;
  /** It accepts no setting. */
  readonly isStubborn?: boolean;
  /** Its own check never ends after its first lines. */
  readonly hangs?: boolean;
  /** It is not installed. */
  readonly isMissing?: boolean;
  /** The user who signs in is not root, and would have to type a password. */
  readonly needsPassword?: boolean;
  /** The user who signs in is not root, and there is no sudo. */
  readonly hasNoSudo?: boolean;
}

/** A machine in a folder, reached over a real sshd whose sessions have `environment`. */
export class StubMachine {
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    mkdirSync(join(folder, 'usr'));
    for (const name of readdirSync('/usr/bin')) {
      if (name !== 'sudo') symlinkSync(join('/usr/bin', name), join(folder, 'usr', name));
    }
  }

  get environment(): Readonly<Record<string, string>> {
    return { STUB: this.folder, PATH: `${join(this.folder, 'bin')}:${join(this.folder, 'usr')}` };
  }

  play({ show, json, check = '', connectionType = '', proxyUrl = '', ...more }: Playing): void {
    this.file('show', show ?? '');
    this.file('show.json', json);
    this.file('check', check);
    this.file('version', more.version);
    this.file('config', connectionType);
    this.file('proxy', proxyUrl);
    this.file('calls', '');
    this.file('stubborn', more.isStubborn ? '' : undefined);
    this.file('hang', more.hangs ? '' : undefined);
    this.program('azcmagent', more.isMissing ? undefined : agent);
    this.program('timeout', impatient);
    this.program('id', more.needsPassword || more.hasNoSudo ? '#!/bin/sh\necho 1000\n' : undefined);
    this.program('sudo', more.needsPassword ? askingSudo : undefined);
  }

  /** What its agent was asked since it plays this. */
  get calls(): readonly string[] {
    return readFileSync(join(this.folder, 'calls'), 'utf8').split('\n').filter(Boolean);
  }

  private file(name: string, text: string | undefined): void {
    const path = join(this.folder, name);
    if (text === undefined) rmSync(path, { force: true });
    else writeFileSync(path, text);
  }

  private program(name: string, text: string | undefined): void {
    this.file(join('bin', name), text);
    if (text !== undefined) chmodSync(join(this.folder, 'bin', name), 0o755);
  }
}
