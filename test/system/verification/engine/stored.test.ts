import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { RemoteScript } from '../../../../src/kernel/ports';
import { readEvidence } from '../../../../src/verification/engine/evidence';
import { readFleetResult } from '../../../../src/verification/engine/fleetResult';
import { tryRun } from '../../../support/program';
import { StubMachine } from '../../../support/stubAgent';
import { Stored } from '../../../support/stored';
import { scratch } from '../../../unit/azure/loopback';
import { fixture } from '../../../unit/verification/engine/fixture';

const folder = scratch();
afterAll(() => folder[Symbol.dispose]());

test('what a fleet playbook of 0.1.0 gathers is read today', () => {
  const machine = new StubMachine(join(folder.path, 'machine'));
  machine.play({
    json: fixture('show-1.67-gateway.json'),
    check: fixture('check-new-table.txt'),
    connectionType: 'gateway',
  });
  const { scripts } = new Stored(join(import.meta.dirname, '../../../..')).read('agreedScripts.json') as {
    readonly scripts: Readonly<Record<'read', RemoteScript>>;
  };
  const { stdout } = tryRun('sh', 'dash', ['-c', scripts.read.text], { env: machine.environment });
  const hosts = [{ name: 'web-1', output: stdout }];
  const format = 'arc-gateway-fleet';
  const read = readFleetResult(JSON.stringify({ format, version: 1, at: '2026-08-01T08:00:00Z', hosts }));
  const evidence = readEvidence(read.ok ? (read.value.hosts[0]?.output ?? '') : read.error);
  expect(evidence).toMatchObject({ isEmpty: false, isAgentMissing: false, connectionType: 'gateway' });
  expect(evidence.checkGap).toBeUndefined();
  expect(evidence.shown.status).toBe('Connected');
  expect(evidence.checked.endpoints.length).toBeGreaterThan(3);
});
