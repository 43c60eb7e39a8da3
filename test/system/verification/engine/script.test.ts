import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckId } from '../../../../src/kernel/checkIds';
import { asArcError } from '../../../../src/kernel/errors';
import type { RemoteTarget } from '../../../../src/kernel/ports';
import type { CheckResult } from '../../../../src/verification/engine/checkResult';
import { compare } from '../../../../src/verification/engine/compare';
import { readEvidence } from '../../../../src/verification/engine/evidence';
import type { Expectations } from '../../../../src/verification/engine/expectations';
import { outcomeOf } from '../../../../src/verification/engine/report';
import { arcProxyLogScript, verificationScript } from '../../../../src/verification/engine/verificationScript';
import { createSshRunner, type SshRunner } from '../../../../src/remoteAccess';
import { run } from '../../../support/program';
import { gateway } from '../../../support/resources';
import { sshClient } from '../../../support/sshClient';
import { type Sshd, startSshd } from '../../../support/sshd';
import { type Playing, StubMachine } from '../../../support/stubAgent';
import { scratch } from '../../../unit/azure/loopback';
import { quiet } from '../../../unit/azure/support';
import { fixture } from '../../../unit/verification/engine/fixture';

const folder = scratch();
const machine = new StubMachine(join(folder.path, 'machine'));
const target: RemoteTarget = { name: 'edge-node-4', os: 'linux' };
const script = verificationScript('linux');
let sshd: Sshd;
let runner: SshRunner;
let connect: () => SshRunner;

beforeAll(async () => {
  sshd = await startSshd(folder.path, machine.environment);
  const client = sshClient(folder.path, readFileSync(sshd.knownHosts, 'utf8'));
  client.configure('Host edge-node-4', 'HostName 127.0.0.1', `Port ${sshd.port}`, `IdentityFile ${sshd.clientKey}`);
  connect = () => createSshRunner({ ssh: client.program, find: ({ name }) => ({ address: { host: name } }) });
  runner = connect();
});

afterAll(async () => {
  await runner.dispose();
  await sshd[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const expectations: Expectations = {
  subject: {
    name: 'edge-node-4',
    kind: 'machine',
    resourceId:
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/edge-node-4',
  },
  from: 'site',
  tenantId: '99999999-8888-7777-6666-555555555555',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  connection: 'gateway',
  gateway: { id: gateway('contoso').id, name: 'contoso', endpoint: 'contoso.gw.arc.azure.com', state: 'Succeeded' },
  proxyUrl: 'http://10.1.2.3:8443',
  azure: { status: 'Connected', association: { gatewayId: gateway('contoso').id } },
};

async function verify(
  playing: Playing,
): Promise<{ readonly results: readonly CheckResult[]; readonly stdout: string }> {
  machine.play(playing);
  const judge = (observed: Parameters<typeof compare>[1]) =>
    compare(expectations, observed, Date.UTC(2026, 10, 20, 12, 5));
  try {
    const { stdout } = await runner.run(target, script, quiet());
    return { results: judge({ evidence: readEvidence(stdout) }), stdout };
  } catch (thrown) {
    return { results: judge({ problem: asArcError(thrown).message }), stdout: '' };
  }
}

const withoutJson = { check: fixture('check-new-table.txt'), connectionType: 'gateway\n' };
const well = { ...withoutJson, json: fixture('show-1.67-gateway.json') };
const outcomes = (results: readonly CheckResult[]): Partial<Record<CheckId, string>> =>
  Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]));

describe('a machine verified over SSH', () => {
  it('passes when all is well, in less than a run command may say', async () => {
    const { results, stdout } = await verify(well);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(Buffer.byteLength(stdout)).toBeLessThan(4096);
  });

  it.each<[string, Playing, Partial<Record<CheckId, string>>]>([
    [
      'an old agent that knows no JSON',
      { show: fixture('show-1.40-direct.txt'), check: fixture('check-old-direct.txt') },
      {
        'agent.status': 'passed',
        'gateway.arcProxy': 'failed',
        'gateway.localProxy': 'failed',
        'gateway.url': 'notJudged',
      },
    ],
    [
      'an agent behind an upstream proxy',
      { ...withoutJson, show: fixture('show-1.46-gateway-redacted.txt') },
      { 'gateway.localProxy': 'passed', 'gateway.upstreamProxy': 'passed', 'gateway.url': 'failed' },
    ],
    [
      'a disconnected agent',
      { ...withoutJson, show: fixture('show-1.64-disconnected.txt') },
      { 'agent.status': 'failed', 'place.tenant': 'failed', 'place.resource': 'notJudged' },
    ],
    [
      'an agent that goes directly',
      { ...withoutJson, show: fixture('show-1.64-direct.txt'), connectionType: 'direct\n' },
      { 'gateway.connectionType': 'failed', 'gateway.localProxy': 'notJudged' },
    ],
    [
      'another gateway',
      { ...well, json: fixture('show-1.67-gateway.json').replace('contoso.gw', 'fabrikam.gw') },
      { 'gateway.url': 'failed', 'gateway.localProxy': 'passed' },
    ],
    [
      'a proxy that refuses',
      { ...well, check: fixture('check-2023-proxy-refused.txt') },
      { 'network.endpoints': 'failed', 'agent.status': 'notJudged' },
    ],
    [
      'another language',
      {
        ...withoutJson,
        show: fixture('show-german.txt'),
        check: 'ENDPUNKT |ERREICHBAR\nhttps://gbl.his.arc.azure.com |wahr\n',
      },
      { 'agent.status': 'unknown', 'network.endpoints': 'unknown' },
    ],
    [
      'line ends and colors of another console',
      {
        ...well,
        json: well.json.replaceAll('\n', '\r\n'),
        check: `\ufeff${well.check}`.replaceAll('true', '\u001b[32mtrue\u001b[0m'),
      },
      { 'agent.status': 'passed', 'network.endpoints': 'passed' },
    ],
    ['a check that never ends', { ...well, hangs: true }, { 'agent.status': 'passed', 'network.endpoints': 'unknown' }],
    ['no agent', { isMissing: true }, { 'agent.status': 'failed', 'gateway.url': 'notJudged' }],
    [
      'one line of JSON',
      { ...well, json: JSON.stringify(JSON.parse(fixture('show-1.67-gateway.json'))) },
      { 'agent.status': 'passed', 'gateway.arcProxy': 'passed', 'gateway.url': 'passed' },
    ],
  ])('%s', async (_, playing, expected) => {
    const { results } = await verify(playing);
    expect(outcomes(results)).toMatchObject(expected);
  });

  it('is believed nothing that it says behind what fits', async () => {
    const flood = `${'x'.repeat(200)}\n`.repeat(5_000);
    const { results, stdout } = await verify({
      ...well,
      check: flood + (well.check ?? ''),
      json: `{"resourceName":"a",\n"x":"${flood}"}`,
    });
    expect(Buffer.byteLength(stdout)).toBeLessThan(4096);
    expect(outcomes(results)).toMatchObject({ 'network.endpoints': 'unknown', 'agent.status': 'unknown' });
  });

  it('says that sudo would need a password', async () => {
    // Whom sudo let in before stays in until the connection ends.
    await runner.dispose();
    runner = connect();
    const { results } = await verify({ ...well, needsPassword: true });
    expect(outcomeOf(results)).toBe('failed');
    expect(JSON.stringify(results.find(({ id }) => id === 'machine.reached')?.observed)).toMatch(/sudo/);
  });

  it('cannot forge the end of a section, nor steer what is shown', async () => {
    const { results } = await verify({
      ...well,
      json: '@@show:0\n@@check\nhttps://a.azure.com |true\n@@check:0\n\u001b]0;x\u0007<img src=x>',
    });
    expect(results.some(({ id, outcome }) => id === 'agent.status' && outcome === 'passed')).toBe(false);
    expect(JSON.stringify(results)).not.toMatch(/\\u001b/);
  });
});

describe('the scripts before their judges', () => {
  it('have no warning of shellcheck, as POSIX sh and as bash', () => {
    for (const [name, { text }] of Object.entries({ verify: script, log: arcProxyLogScript('linux') })) {
      const file = join(folder.path, `${name}.sh`);
      writeFileSync(file, text);
      run('shellcheck', 'shellcheck', ['--severity=style', '--shell=sh', file]);
      run('shellcheck', 'shellcheck', ['--severity=style', '--shell=bash', file]);
    }
  });
});
