import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../../../src/verification/engine/checkResult';
import { expectAsInAzure } from '../../../../src/verification/engine/expect';
import { fleetPlaybook } from '../../../../src/verification/engine/fleetPlaybook';
import { judgeFleet } from '../../../../src/verification/engine/fleetResult';
import { ansiblePlay } from '../../../support/ansible';
import { gateway, inventory, machine } from '../../../support/resources';
import { type Sshd, startSshd } from '../../../support/sshd';
import { StubMachine } from '../../../support/stubAgent';
import { freePort } from '../../../support/squid';
import { scratch } from '../../../unit/azure/loopback';
import { fixture } from '../../../unit/verification/engine/fixture';

const folder = scratch();
const stub = new StubMachine(join(folder.path, 'machine'));
let sshd: Sshd;

beforeAll(async () => {
  sshd = await startSshd(folder.path, stub.environment);
  writeFileSync(
    join(folder.path, 'verify.yml'),
    fleetPlaybook({ connection: 'gateway', scenarios: ['sqlServer'] }).text,
  );
});
afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

describe('the fleet playbook', () => {
  it('has no syntax error', async () => {
    const { code, output } = await ansiblePlay(folder.path, [
      '--syntax-check',
      '--inventory',
      'localhost,',
      'verify.yml',
    ]);
    expect([code, output]).toEqual([0, expect.not.stringMatching(/ERROR/)]);
  });

  it('gathers from every host that it reaches, tells which it does not, and its result is judged here', async () => {
    stub.play({
      json: fixture('show-1.67-gateway.json'),
      check: fixture('check-new-table.txt'),
      version: 'azcmagent version 1.67.03500.1234\n',
      connectionType: 'direct\n',
    });
    const options = `-o UserKnownHostsFile=${sshd.knownHosts} -o GlobalKnownHostsFile=/dev/null -F none -o ConnectTimeout=5`;
    const host = (name: string, port: number): string =>
      `${name} ansible_host=127.0.0.1 ansible_port=${port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKey} ansible_ssh_common_args='${options}'`;
    const hosts = [host('well', sshd.port), host('gone', await freePort())];
    writeFileSync(
      join(folder.path, 'inventory'),
      `[linux]\n${hosts.join('\n')}\n[windows]\nno-collection ansible_connection=local\n`,
    );
    mkdirSync(join(folder.path, 'remote'));
    const { code, output } = await ansiblePlay(folder.path, ['--inventory', 'inventory', 'verify.yml'], {
      ANSIBLE_REMOTE_TEMP: join(folder.path, 'remote'),
      ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
    });
    // Only the host that needs the collection gives no answer without it.
    expect(code, output).toBe(0);
    expect(output).toMatch(/^no-collection .*ignored=1/m);
    expect(output).toMatch(/^well .*changed=0 .*failed=0/m);

    // What the site needs, and nothing of private link.
    expect(stub.calls.filter((call) => call.startsWith('check'))).toEqual(['check --extensions sql']);

    const [contoso, node] = [gateway('contoso'), machine('edge-node-4')];
    const known = inventory({ gateways: [contoso], machines: [node], associations: [[node, contoso]] });
    const result = readFileSync(join(folder.path, 'arc-verification.fleet.json'), 'utf8');
    const judged = judgeFleet(result, [expectAsInAzure(known, node)]);
    if (!judged.ok) throw new Error(judged.error);
    const resources = judged.value.hosts.map(({ record }) => record.verified);
    const outcomeIn = (name: string, id: string): CheckOutcome | undefined =>
      resources.find(({ subject }) => subject.name === name)?.checks.find((each) => each.id === id)?.outcome;
    expect(resources.map(({ subject }) => subject.name)).toEqual(['gone', 'no-collection', 'edge-node-4']);
    expect(outcomeIn('edge-node-4', 'agent.status')).toBe('passed');
    expect(outcomeIn('edge-node-4', 'network.endpoints')).toBe('passed');
    expect(outcomeIn('edge-node-4', 'gateway.connectionType')).toBe('failed');
    expect(outcomeIn('gone', 'machine.reached')).toBe('failed');
    expect(outcomeIn('gone', 'agent.status')).toBe('notJudged');
    expect(outcomeIn('no-collection', 'machine.reached')).toBe('failed');
  });
});
