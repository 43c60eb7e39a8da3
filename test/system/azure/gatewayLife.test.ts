import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewGateway } from '../../../src/kernel/gatewayApi';
import { operationCeiling } from '../../../src/kernel/knowledge/gatewayLife';
import { retryWhileTransitioning } from '../../../src/throttling/retryWhileTransitioning';
import { pollUntilDone } from '../../../src/throttling/pollUntilDone';
import { systemClock } from '../../../src/vscode/clock';
import { type LoopbackAzure, startLoopbackAzure } from '../../support/loopbackAzure';
import { noFaults } from '../../support/loopbackFaults';
import { apiAt, scratch, trust } from '../../unit/azure/loopback';
import { branches, failureOf, quiet } from '../../unit/azure/support';

const folder = scratch();
let azure: LoopbackAzure;

beforeAll(async () => {
  azure = await startLoopbackAzure({ directory: folder.path, operationSeconds: 1 });
  trust(azure.certificate);
});
beforeEach(() => {
  Object.assign(azure.faults, noFaults());
  azure.faults.forbidden.clear();
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const wish = (name: string): NewGateway => ({
  subscriptionId: branches,
  resourceGroup: 'rg-stores',
  name,
  location: 'northeurope',
  tags: {},
});
const patience = { clock: systemClock, report: () => undefined, ceiling: operationCeiling };
const states = (start: number): string[] =>
  azure.requests.slice(start).map((line) => line.replace(/^(\w+) .*(gateways|operationstatus).* → /, '$1 $2 '));

describe('over TLS, with what goes wrong there', () => {
  test('a gateway is created through throttling, bursts of 503 and cut connections, and deleted again', async () => {
    const api = apiAt(azure);
    const operation = await api.gateways.create(wish('gw-loop'), quiet());
    const start = azure.requests.length;
    azure.faults.throttled = 1;
    azure.faults.unavailable = 1;
    azure.faults.dropped = 1;
    const gateway = await pollUntilDone(api.gateways, operation, patience, quiet());
    expect(gateway).toMatchObject({ name: 'gw-loop', state: 'Succeeded' });
    expect(states(start)).toEqual(expect.arrayContaining(['GET operationstatus 429', 'GET operationstatus 503']));
    const deletion = await api.gateways.delete(operation.gatewayId, quiet());
    expect(await pollUntilDone(api.gateways, deletion, patience, quiet())).toBeUndefined();
    expect((await failureOf(api.gateway(operation.gatewayId, quiet()))).code).toBe('NotFound');
  });

  test('an operation that fails after going well is told with Azure’s reason', async () => {
    const api = apiAt(azure);
    const operation = await api.gateways.create(wish('gw-falls'), quiet());
    azure.faults.failingOperations = true;
    const error = await failureOf(pollUntilDone(api.gateways, operation, patience, quiet()));
    expect(error.code).toBe('OperationFailed');
    expect(error.message).toContain('Create gateway gw-falls');
    expect(error.message).toContain('It fell over at the end.');
  });

  test('a subscription that is forbidden names the role that is missing', async () => {
    azure.faults.forbidden.add(branches);
    const error = await failureOf(apiAt(azure).gateways.create(wish('gw-no'), quiet()));
    expect(error.failure).toMatchObject({ code: 'Forbidden' });
    expect(error.message).toContain('Azure Arc Gateway Manager');
  });

  test('tokens that are revoked while Azure works do not end the waiting', async () => {
    const api = apiAt(azure);
    const operation = await api.gateways.create(wish('gw-token'), quiet());
    azure.expireTokens({ claims: true });
    expect((await pollUntilDone(api.gateways, operation, patience, quiet()))?.state).toBe('Succeeded');
  });

  test('a transition is waited out at the pace that is asked for', async () => {
    const api = apiAt(azure);
    const { gatewayId } = await api.gateways.create(wish('gw-busy'), quiet());
    const waits: number[] = [];
    // The service's half minute is longer than the sample's creation takes; a tenth of it shows the same.
    const clock = { ...systemClock, sleep: (ms: number, signal: AbortSignal) => systemClock.sleep(ms / 10, signal) };
    const report = (seconds: number): void => void waits.push(seconds);
    const deletion = await retryWhileTransitioning(
      () => api.gateways.delete(gatewayId, quiet()),
      { clock, report },
      quiet(),
    );
    expect(waits.length).toBeGreaterThan(0);
    expect(new Set(waits)).toEqual(new Set([30]));
    expect(await pollUntilDone(api.gateways, deletion, patience, quiet())).toBeUndefined();
  });
});
