import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSshd } from '../support/sshd';
import { type Playing, StubMachine } from '../support/stubAgent';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/verify', name), 'utf8');

/** An agent that is well behind its gateway. */
export const well = {
  json: fixture('show-1.67-gateway.json'),
  check: fixture('check-new-table.txt'),
  connectionType: 'gateway\n',
} satisfies Playing;
/** What an agent on Windows printed, as one on Linux prints it: the names of services and their states are others. */
const onLinux = (text: string): string =>
  text.replaceAll(
    /\((himds|arcproxy|extensionservice|gcarcservice)\)(\s*: )(running|stopped)/g,
    (_, name: string, colon: string, state: string) =>
      `(${linuxNames[name] ?? name})${colon}${state === 'running' ? 'active' : 'inactive'}`,
  );
const linuxNames: Readonly<Record<string, string>> = {
  himds: 'himdsd',
  arcproxy: 'arcproxyd',
  extensionservice: 'extd',
  gcarcservice: 'gcad',
};
const textOnly = (show: string): Playing => ({
  check: well.check,
  connectionType: well.connectionType,
  show: onLinux(fixture(show)),
});
export const disconnected = textOnly('show-1.64-disconnected.txt');
const flood = `${'x'.repeat(200)}\n`.repeat(5_000);

type Outcome = 'Passed' | 'Failed' | 'Errored' | 'Skipped';

const answers = 'The machine answers';
const connected = 'The agent is connected';
const proxyRuns = 'The Arc proxy is running';
const throughGateway = 'The agent goes through the expected gateway';
const connectionType = 'The agent’s connection type is the expected one';
const endpoints = 'Every endpoint is reachable';

/** What the agents of a fleet play, by the names of their machines, and how that is judged. */
export const plays: Readonly<Record<string, readonly [Playing, Readonly<Record<string, Outcome>>]>> = {
  // The resource that this sample of an agent says it is.
  'edge-node-4': [
    well,
    { [connected]: 'Passed', [proxyRuns]: 'Passed', [throughGateway]: 'Passed', [endpoints]: 'Passed' },
  ],
  'old-agent': [
    { show: onLinux(fixture('show-1.40-direct.txt')), check: fixture('check-old-direct.txt') },
    { [connected]: 'Passed', [proxyRuns]: 'Failed', [throughGateway]: 'Skipped' },
  ],
  disconnected: [disconnected, { [answers]: 'Passed', [connected]: 'Failed' }],
  direct: [
    { ...textOnly('show-1.64-direct.txt'), connectionType: 'direct\n' },
    { [connected]: 'Passed', [connectionType]: 'Failed' },
  ],
  // Of its system's words for a service that runs, this is none.
  'other-words': [
    { ...well, json: well.json.replace('"arcproxyd", "status": "active"', '"arcproxyd", "status": "running"') },
    { [connected]: 'Passed', [proxyRuns]: 'Errored' },
  ],
  'other-gateway': [
    { ...well, json: well.json.replace('contoso.gw', 'fabrikam.gw') },
    { [connected]: 'Passed', [throughGateway]: 'Failed' },
  ],
  hanging: [
    { ...well, hangs: true },
    { [connected]: 'Passed', [endpoints]: 'Errored' },
  ],
  endless: [
    { ...well, json: `{"resourceName":"a",\n"x":"${flood}"}`, check: `${flood}${well.check}` },
    { [answers]: 'Passed', [connected]: 'Errored', [endpoints]: 'Errored' },
  ],
  'no-agent': [{ isMissing: true }, { [answers]: 'Passed', [connected]: 'Failed', [endpoints]: 'Skipped' }],
  'no-sudo': [
    { ...well, hasNoSudo: true },
    { [answers]: 'Failed', [connected]: 'Skipped' },
  ],
  'sudo-asks': [
    { ...well, needsPassword: true },
    { [answers]: 'Failed', [connected]: 'Skipped' },
  ],
  german: [
    { ...textOnly('show-german.txt'), check: 'ENDPUNKT |ERREICHBAR\nhttps://gbl.his.arc.azure.com |wahr\n' },
    { [answers]: 'Passed', [connected]: 'Errored', [endpoints]: 'Errored' },
  ],
  'windows-console': [
    {
      ...well,
      json: well.json.replaceAll('\n', '\r\n'),
      check: `\ufeff${well.check}`.replaceAll('\n', '\r\n').replaceAll('true', '\u001b[32mtrue\u001b[0m'),
    },
    { [connected]: 'Passed', [throughGateway]: 'Passed', [endpoints]: 'Passed' },
  ],
};

interface Fleet extends AsyncDisposable {
  /** Lines of an ssh configuration, by which each machine is reached under its name. */
  readonly configuration: readonly string[];
  /** What makes an ssh know their host keys. */
  readonly knownHosts: string;
}

/** A machine for each play, every one behind a real sshd of its own. */
export async function startStubFleet(directory: string): Promise<Fleet> {
  const members = await Promise.all(
    Object.entries(plays).map(async ([name, [playing]]) => {
      const folder = join(directory, name);
      mkdirSync(folder);
      const machine = new StubMachine(join(folder, 'machine'));
      machine.play(playing);
      const sshd = await startSshd(folder, machine.environment);
      const lines = [`Host ${name}`, 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`];
      return { sshd, lines };
    }),
  );
  return {
    configuration: members.flatMap(({ lines }) => lines),
    knownHosts: members.map(({ sshd }) => readFileSync(sshd.knownHosts, 'utf8')).join(''),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(members.map(({ sshd }) => sshd[Symbol.asyncDispose]()));
    },
  };
}

/** The document that names all of them. Only `edge-node-4` says that it is the resource which the document expects. */
export const fleetSite = {
  version: 1,
  targets: { os: ['linux'], state: 'connected', machines: Object.keys(plays), sshHost: '{name}' },
  gateway: {
    id: '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/gateways/contoso',
    endpoint: 'contoso.gw.arc.azure.com',
  },
  azure: {
    tenantId: '99999999-8888-7777-6666-555555555555',
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    resourceGroup: 'rg-edge',
    region: 'westeurope',
  },
  network: { proxyUrl: 'http://10.1.2.3:8443' },
  identity: { method: 'interactive' },
  tags: {},
};
