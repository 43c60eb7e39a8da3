import { copyFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agents } from '../../../../../src/association/engine/agents';
import { AssociationRun } from '../../../../../src/association/engine/associationRun';
import type { AssociationGoal } from '../../../../../src/association/engine/goal';
import type { ItemResult } from '../../../../../src/association/engine/journal';
import { directProbes } from '../../../../../src/association/engine/machine/directProbes';
import {
  readConnectionType,
  setConnectionType,
  remoteTargetOf,
} from '../../../../../src/association/engine/machine/remoteAgent';
import type { Clock } from '../../../../../src/kernel/clock';
import type { RemoteSession } from '../../../../../src/kernel/ports';
import { type Machine, resourceKey } from '../../../../../src/kernel/resources';
import { createSshRunner, type SshRunner } from '../../../../../src/remoteAccess';
import { makeAuthority } from '../../../../support/certificates';
import {
  FakeAssociations,
  forbidden,
  headOf,
  MemoryJournal,
  planFor,
  portsOf,
} from '../../../../support/fakeAssociations';
import { gateway, machine as machineOf } from '../../../../support/resources';
import { type Squid, startSquid } from '../../../../support/squid';
import { sshClient } from '../../../../support/sshClient';
import { type Sshd, startSshd } from '../../../../support/sshd';
import { StubMachine } from '../../../../support/stubAgent';
import { portOf } from '../../../../support/tlsHost';
import { scratch } from '../../../../unit/azure/loopback';
import { quiet } from '../../../../unit/azure/support';

const closed = 'pas.windows.net';
const folder = scratch();
const proxyFolder = scratch();
const machine = new StubMachine(join(folder.path, 'machine'));
const hub = gateway('gw-hub');
const home = { ...machineOf('edge-node-4', { location: 'westeurope', agentVersion: '1.50.1' }), os: 'linux' } as const;
let sshd: Sshd;
let squid: Squid;
let runner: SshRunner;
let session: RemoteSession;
const internet = { end: (): void => undefined };
const authority = makeAuthority(folder.path, 'Contoso Web Gateway');
const environment = { ...machine.environment, CURL_CA_BUNDLE: join(folder.path, 'trusted.pem') };
/** Sets what curl trusts on the machine. */
const trust = (certificate: string): void => {
  copyFileSync(certificate, environment.CURL_CA_BUNDLE);
};

/** All that a direct connection needs, at one TLS server that inspects it, but for the host that the firewall lacks. */
async function startHosts(): Promise<Readonly<Record<string, number>>> {
  const { text } = directProbes({ ...home, proxyUrl: 'http://127.0.0.1:1' }).script;
  const hosts = [...text.matchAll(/^start \d+ '?([\w.-]+)/gm)].flatMap(([, host]) => host ?? []);
  const server = createServer(authority.issue(hosts), (_, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  internet.end = () => {
    server.closeAllConnections();
    server.close();
  };
  const port = portOf(server.address());
  return Object.fromEntries(hosts.filter((host) => host !== closed).map((host) => [host, port]));
}

beforeAll(async () => {
  squid = await startSquid(proxyFolder.path, await startHosts());
  sshd = await startSshd(folder.path, environment);
  const client = sshClient(folder.path, readFileSync(sshd.knownHosts, 'utf8'));
  client.configure('Host edge-node-4', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`);
  runner = createSshRunner({ ssh: client.program, find: ({ name }) => ({ address: { host: name } }) });
  session = { transportOf: () => 'ssh', run: (target, script, signal) => runner.run(target, script, signal) };
});

afterAll(async () => {
  await runner.dispose();
  await sshd[Symbol.asyncDispose]();
  await squid[Symbol.asyncDispose]();
  internet.end();
  folder[Symbol.dispose]();
  proxyFolder[Symbol.dispose]();
});

const clock: Clock = { now: () => performance.now(), sleep: () => Promise.resolve() };
const agents: Agents = {
  readConnectionType: (_, signal) => readConnectionType(session, home, signal),
  setConnectionType: (_, to, signal) => setConnectionType(session, home, to, signal),
};

/** Carries a change out: with the agent as it is on the machine, and an Azure that begins as told. */
async function run(
  goal: AssociationGoal,
  target: Machine,
  prepare: (azure: FakeAssociations) => void = () => undefined,
) {
  const azure = new FakeAssociations(clock, 0);
  const before = goal.kind === 'detach' ? hub : null;
  azure.put(target.id, before?.id);
  prepare(azure);
  const settings = await readConnectionType(session, home, quiet());
  const facts = new Map([[resourceKey(target.id), { status: 'read', settings, closed: [] } as const]]);
  const parts = { gateways: [hub], machines: [target], associations: [[target, before]] as const };
  const head = headOf(planFor(parts, goal, undefined, facts));
  const ports = { ...portsOf(azure, clock, new MemoryJournal()), agents };
  const record = await new AssociationRun({ head, results: new Map(), sent: new Set() }, ports).run();
  const result: ItemResult | undefined = record.results.get(0);
  return {
    result,
    azure: azure.stateOf(target.id),
    writes: machine.calls.filter((call) => /config (set|clear)/.test(call)),
  };
}

const detach: AssociationGoal = { kind: 'detach', onMachine: true };
const toHub: AssociationGoal = { kind: 'associate', gateway: { id: hub.id, name: hub.name }, onMachine: true };

describe('an agent over SSH', () => {
  it('says its proxy, and through that proxy all is tried that it needs without a gateway', async () => {
    machine.play({ connectionType: 'default\n', proxyUrl: `${squid.url}\n` });
    const { proxyUrl } = await readConnectionType(session, home, quiet());
    expect(proxyUrl).toBe(squid.url);
    const probes = directProbes({ ...home, proxyUrl });
    trust(authority.certificate);
    const seen = probes.judge(await session.run(remoteTargetOf(home), probes.script, quiet()));
    expect(seen.closed).toEqual([closed]);
    expect(seen.inspected).toContain('login.microsoftonline.com');
    await expect.poll(() => squid.accessLog().join('\n')).toContain('CONNECT login.microsoftonline.com:443');
  });

  it('gets through no inspection that its machine does not trust', async () => {
    machine.play({ connectionType: 'default\n', proxyUrl: `${squid.url}\n` });
    const probes = directProbes({ ...home, proxyUrl: squid.url });
    trust(makeAuthority(folder.path, 'Somebody else').certificate);
    const seen = probes.judge(await session.run(remoteTargetOf(home), probes.script, quiet()));
    expect(seen.inspected).toEqual([]);
    expect(seen.closed).toEqual(expect.arrayContaining([closed, 'login.microsoftonline.com (inspected)']));
    expect(seen.closed).toHaveLength(probes.script.text.match(/^start \d/gm)?.length ?? 0);
  });

  it('is set before its association ends', async () => {
    machine.play({ connectionType: 'default\n' });
    const { result, azure, writes } = await run(detach, home);
    expect(result).toMatchObject({ status: 'done', after: { connectionType: 'direct' } });
    expect(azure.gatewayId).toBeUndefined();
    expect(writes).toEqual(['config set connection.type direct']);
  });

  it('is set back when Azure refuses to end it', async () => {
    machine.play({ connectionType: 'default\n' });
    const { result, azure, writes } = await run(detach, home, (each) => {
      each.trouble = (kind) => (kind === 'write' ? forbidden() : undefined);
    });
    expect(result).toMatchObject({ status: 'failed', code: 'Forbidden', after: { connectionType: 'default' } });
    expect(azure.gatewayId).toBe(hub.id);
    expect(writes).toEqual(['config set connection.type direct', 'config clear connection.type']);
  });

  it('that accepts no setting leaves the association as it was, and says what it said', async () => {
    machine.play({ connectionType: 'default\n', isStubborn: true });
    const kept = await run(detach, home);
    expect(kept.result).toMatchObject({ status: 'failed', code: 'RemoteFailed' });
    expect(kept.result?.reason).toContain('exit code 31. A policy forbids this setting.');
    expect(kept.azure.gatewayId).toBe(hub.id);
    const undone = await run(toHub, home);
    expect(undone.result?.reason).toContain('exit code 31');
    expect(undone.azure.gatewayId).toBeUndefined();
  });
});
