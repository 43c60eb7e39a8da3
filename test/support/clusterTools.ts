import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryRun } from './program';

/** What Azure and the cluster are like; see `clusterStandIn.mjs`. */
export interface ClusterState {
  readonly cliVersion?: string;
  readonly extensionVersion?: string;
  readonly tenant?: string;
  readonly providers?: Readonly<Record<string, string>>;
  readonly gatewayState?: string;
  /** Where the gateway’s id is no id. */
  readonly gatewayUrl?: string;
  /** Whether the cluster is in Azure. */
  readonly resource?: boolean;
  readonly association?: string;
  readonly enabled?: boolean;
  readonly status?: string;
  readonly agent?: string;
  readonly scope?: string;
  readonly extensions?: readonly string[];
  readonly settingsError?: string;
  /** A failed association is only a warning. */
  readonly swallowsAssociation?: boolean;
  /** By command: what it fails with. */
  readonly fails?: Readonly<Record<string, string>>;
  /** As the agents have it: `SUBSCRIPTION/GROUP/NAME`. */
  readonly now?: string;
  readonly server?: string;
  readonly currentContext?: string;
  readonly pods?: readonly string[];
  readonly proxyGateway?: string;
  readonly kubectlError?: string;
  readonly unreachable?: readonly string[];
  /** What curl prints of a request for a WebSocket, its head first: `#STATUS SECONDS-TO-TLS`; by default a refusal. */
  readonly upgrade?: string;
}

export interface ToolRun {
  readonly tool: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Partial<Record<'HTTPS_PROXY' | 'HTTP_PROXY' | 'NO_PROXY' | 'KUBECTL_CLIENT_PATH', string>>>;
}

export interface ClusterTools {
  readonly folder: string;
  /** For the PATH, before all others. */
  readonly path: string;
  readonly runs: readonly ToolRun[];
  readonly state: ClusterState;
  set(state: ClusterState): void;
  /** Runs a bash script of this text. */
  bash(
    text: string,
    options?: { readonly input?: string; readonly args?: readonly string[] },
  ): {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  remove(): void;
}

const standIn = join(import.meta.dirname, 'clusterStandIn.mjs');
export const optionTables = join(import.meta.dirname, '../fixtures/azureCli/connectedk8s.json');

/** Programs az, kubectl, curl and sleep in a folder of their own. */
export function writeClusterTools(tools: readonly string[] = ['az', 'kubectl', 'curl', 'sleep']): ClusterTools {
  const folder = mkdtempSync(join(tmpdir(), 'arc-cluster-'));
  const path = join(folder, 'bin');
  mkdirSync(path);
  for (const tool of tools) {
    const file = join(path, tool);
    writeFileSync(
      file,
      `#!/bin/sh\nexec '${process.execPath}' '${standIn}' '${folder}' '${optionTables}' ${tool} "$@"\n`,
    );
    chmodSync(file, 0o755);
  }
  const runs = join(folder, 'runs');
  const stateFile = join(folder, 'state.json');
  return {
    folder,
    path,
    get runs() {
      const lines = existsSync(runs) ? readFileSync(runs, 'utf8').trimEnd().split('\n') : [];
      return lines.map((line) => JSON.parse(line) as ToolRun);
    },
    get state() {
      return JSON.parse(readFileSync(stateFile, 'utf8')) as ClusterState;
    },
    set(state) {
      rmSync(runs, { force: true });
      writeFileSync(stateFile, JSON.stringify(state));
    },
    bash(text, { input = '', args = [] } = {}) {
      const file = join(folder, 'script.sh');
      writeFileSync(file, text);
      const env = { PATH: `${path}:/usr/bin:/bin`, CANARY: join(folder, 'canary'), LC_ALL: 'C.UTF-8' };
      return tryRun('bash', 'bash', [file, ...args], { env, input, cwd: folder });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Commands that change something. */
export const changes = (runs: readonly ToolRun[]): readonly (readonly string[])[] =>
  runs
    .filter(
      ({ tool, argv }) => tool === 'az' && /^connectedk8s (connect|update|delete)/.test(argv.slice(0, 2).join(' ')),
    )
    .map(({ argv }) => argv);
