import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Script } from '../../../../../src/planning/targets/script';
import { linuxScript } from '../../../../../src/planning/targets/servers/linux';
import type { ServerSite } from '../../../../../src/planning/site/site';
import { missing, start } from '../../../../support/program';

/** How a script ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the script in a terminal, where somebody types this line when asked for the secret. */
  readonly typed?: string;
  /** Called once the agent has been asked to connect and waits; takes the script's process id. */
  readonly whenConnecting?: (pid: number) => void;
}

/** Stand-in for the agent: plays the state it is given, remembers what it is asked, and looks for leaked secrets. */
export const agent = `#!/bin/bash
{ printf '%s\\0' "$@"; printf '\\n'; } >>"$STUB/calls"
[ -z "\${ARC_SERVICE_PRINCIPAL_SECRET+set}" ] || echo environment >>"$STUB/leaks"
[ ! -e "$STUB/secret" ] || ! /bin/grep -aqF -f "$STUB/secret" /proc/[0-9]*/cmdline 2>/dev/null || echo argv >>"$STUB/leaks"
case "$1 $2 $3" in
  'show -j '*) [ ! -e "$STUB/fail-show" ] || { echo 'Its service does not answer.' >&2; exit 1; }; cat "$STUB/state" ;;
  'config get proxy.url') cat "$STUB/proxy" ;;
  'config set proxy.url') [ ! -e "$STUB/fail-setting" ] || exit 9; printf '%s\\n' "$4" >"$STUB/proxy" ;;
  'config get proxy.bypass') cat "$STUB/bypass" 2>/dev/null ;;
  'config set proxy.bypass') printf '[%s]\\n' "\${4//,/ }" >"$STUB/bypass" ;;
  'config get connection.type') cat "$STUB/connection-type" 2>/dev/null ;;
  'config set connection.type') [ ! -e "$STUB/fail-setting" ] || exit 9; printf '%s\\n' "$4" >"$STUB/connection-type" ;;
  'config clear connection.type') printf 'default\\n' >"$STUB/connection-type" ;;
  connect*)
    while [ $# -gt 0 ] && [ "$1" != --config ]; do shift; done
    if [ $# -gt 0 ]; then /usr/bin/stat -c %a "$2" >"$STUB/config-mode"; /bin/cp "$2" "$STUB/config"; fi
    [ ! -e "$STUB/hang" ] || { echo $$ >"$STUB/connecting"; exec /bin/sleep 20; }
    [ ! -e "$STUB/fail-connect" ] || exit 42
    /bin/cp "$STUB/connected" "$STUB/state"
    ;;
esac
`;

/** What the download host serves: remembers its arguments and does what the real one does with them. */
export const installScript = `#!/bin/bash
printf '%s\\n' "$@" >"$STUB/installer"
[ -z "\${ARC_SERVICE_PRINCIPAL_SECRET+set}" ] || echo environment >>"$STUB/leaks"
[ ! -e "$STUB/fail-install" ] || exit 3
/bin/cp "$STUB/agent" "$STUB/bin/azcmagent"
[ "$1" != --proxy ] || [ -e "$STUB/forget-proxy" ] || azcmagent config set proxy.url "$2"
`;

/** Answers for Azure's metadata service itself; everything else is the real program's. */
const downloader = (program: string): string => `#!/bin/bash
case "$*" in
  *169.254.169.254*) echo >"$STUB/metadataAsked"; [ -e "$STUB/imds" ] && exec cat "$STUB/imds"; exit 4 ;;
esac
exec ${program} "$@"
`;

/** Everything the script may use beside the stubs; it runs with these and nothing else on its PATH. */
const tools = ['bash', 'cat', 'mktemp', 'rm'];

/** A made-up Linux server in a folder: real bash and real downloads, with a stub in the place of the agent. */
export class LinuxServer implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'arc-server-'));

  constructor(program: 'wget' | 'curl' = 'wget') {
    for (const name of ['bin', 'tools', 'tmp']) mkdirSync(join(this.#root, name));
    for (const name of tools) symlinkSync(findProgram(name, 'coreutils'), join(this.#root, 'tools', name));
    this.executable(`bin/${program}`, downloader(findProgram(program, program)));
    this.executable('bin/id', '#!/bin/bash\ncat "$STUB/uid"\n');
    this.executable('bin/sleep', '#!/bin/bash\necho "$1" >>"$STUB/naps"\n');
    this.executable('agent', agent);
    for (const [name, text] of Object.entries({ uid: '0\n', state: JSON.stringify(newState), proxy: '\n' })) {
      this.write(name, text);
    }
    this.write('connected', JSON.stringify(connectedState()));
  }

  /** Puts the agent on the server, in this state. */
  install(state: unknown = newState): void {
    this.executable('bin/azcmagent', agent);
    this.write('state', JSON.stringify(state, undefined, 2));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.#root, name), text);
  }

  read(name: string): string | undefined {
    const path = join(this.#root, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** What the agent was asked so far, each as its arguments. */
  calls(verb: string): string[][] {
    const calls = (this.read('calls') ?? '').split('\0\n').slice(0, -1);
    return calls.map((call) => call.split('\0')).filter(([first]) => first === verb);
  }

  /** What the script left behind among the temporary files. */
  leftovers(): string[] {
    return readdirSync(join(this.#root, 'tmp'));
  }

  /** What a program on the server finds in its environment. */
  get environment(): Readonly<Record<string, string>> {
    return {
      PATH: `${this.#root}/bin:${this.#root}/tools`,
      TMPDIR: join(this.#root, 'tmp'),
      STUB: this.#root,
      CANARY: join(this.#root, 'canary'),
    };
  }

  /** Runs the onboarding script of a site, or any other script. */
  async run(what: ServerSite | Script, { env = {}, typed, whenConnecting }: RunOptions = {}): Promise<Outcome> {
    const script = join(this.#root, 'script.sh');
    const { text } = 'text' in what ? what : linuxScript(what);
    // The chassis of the server, and not of the machine that runs the tests.
    writeFileSync(script, text.replaceAll('/sys/class/dmi/id/chassis_asset_tag', join(this.#root, 'chassis')));
    const bash = findProgram('bash', 'bash');
    const [program, args] =
      typed === undefined
        ? [bash, [script]]
        : [findProgram('script', 'bsdutils'), ['-qec', `${bash} ${script}`, '/dev/null']];
    const child = start(program, args, {
      env: { ...this.environment, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    if (typed === undefined) child.stdin.end();
    child.stdout.on('data', () => {
      if (output.endsWith(': ')) child.stdin.write(`${typed ?? ''}\n`);
    });
    if (whenConnecting && child.pid !== undefined) {
      while (!existsSync(join(this.#root, 'connecting'))) await new Promise((resolve) => setTimeout(resolve, 10));
      whenConnecting(child.pid);
      await once(child, 'exit');
      process.kill(Number(this.read('connecting')));
    } else {
      await once(child, 'close');
    }
    return { code: child.exitCode, output };
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true });
  }

  /** Puts a program on the server. */
  executable(name: string, text: string): void {
    this.write(name, text);
    chmodSync(join(this.#root, name), 0o755);
  }
}

/** What the agent says of itself before it is connected. */
export const newState = {
  status: 'Disconnected',
  ...{ resourceName: '', resourceGroup: '', resourceId: '', subscriptionId: '', tenantId: '', gatewayUrl: '' },
  agentVersion: '1.67.03521.3000',
};

/** What the agent says of itself once it is connected as the site `plain` wants. */
export const connectedState = () => ({
  status: 'Connected',
  resourceName: 'srv01',
  resourceGroup: 'rg-branch-berlin',
  resourceId:
    '/subscriptions/5f1c0000-0000-4000-8000-000000000002/resourceGroups/RG-Branch-Berlin/providers/Microsoft.HybridCompute/machines/srv01',
  subscriptionId: '5f1c0000-0000-4000-8000-000000000002',
  tenantId: 'AAAAAAAA-0000-4000-8000-000000000001',
  agentVersion: '1.67.03521.3000',
  gatewayUrl: 'https://Contoso-WEU.gw.arc.azure.com',
  services: [{ name: 'himds', status: 'running' }],
});

function findProgram(name: string, debianPackage: string): string {
  const path = ['/usr/bin', '/bin', '/usr/local/bin']
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
  if (path === undefined) throw new Error(missing(name, debianPackage));
  return path;
}
