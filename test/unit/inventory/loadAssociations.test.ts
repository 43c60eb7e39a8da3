import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../src/association/engine/drift';
import { ArcError } from '../../../src/kernel/errors';
import { associationOf } from '../../../src/kernel/inventory';
import type { ArcApi } from '../../../src/kernel/ports';
import { SubscriptionPacers } from '../../../src/throttling/subscriptionPacers';
import { AssociationLoad } from '../../../src/inventory/loadAssociations';
import { mergeAssociations } from '../../../src/inventory/updates';
import { cluster, gateway, inventory, machine } from '../../support/resources';
import { VirtualClock } from '../../support/virtualClock';

const hub = gateway('hub');
const silent = { gatewayEnabled: undefined };
const clusters = [
  cluster('agrees', { gatewayEnabled: true }),
  cluster('silent', silent),
  cluster('late', { gatewayEnabled: false }),
  cluster('mute', silent),
  cluster('alone', silent),
  cluster('hidden-1', silent),
  cluster('hidden-2', silent),
];
const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
const notOffered = new ArcError({ code: 'Unsupported' }, 'Not offered.');

/** Reads all associations of these clusters and a machine, as ARM has them. */
async function readAll(own: (name: string) => boolean | undefined) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const warnings: string[] = [];
  const api = {
    association: async (id: string) => {
      const name = nameIn(id);
      if (name.startsWith('hidden')) throw notOffered;
      return name === 'alone' ? undefined : hub.id;
    },
    clusterGateway: async (id: string) => {
      asked.push(nameIn(id));
      return own(nameIn(id));
    },
    pacers: new SubscriptionPacers(clock),
  } as unknown as ArcApi;
  let known = inventory({ gateways: [hub], machines: [machine('m')], clusters });
  const log = { warn: (line: string) => void warnings.push(line) };
  const load = new AssociationLoad({ api, inventory: known, log }, (batch) => {
    known = mergeAssociations(known, batch);
  });
  const problem = await clock.runUntil(load.run(new AbortController().signal));
  const drifts = Object.fromEntries(
    clusters.map((each) => [each.name, driftOf(each, associationOf(known, each)).map(({ severity }) => severity)]),
  );
  return { problem, asked, warnings, drifts, statusOf: (name: string) => statusIn(known, name) };
}

function statusIn(known: ReturnType<typeof inventory>, name: string): string | undefined {
  const found = clusters.find((each) => each.name === name);
  return found && associationOf(known, found).status;
}

describe('clusters of which Resource Graph does not say the same as their association', () => {
  it('are asked of ARM before anything is said of them, and no others', async () => {
    const { asked, drifts, problem } = await readAll((name) =>
      name === 'mute' || name === 'alone' ? undefined : true,
    );
    expect(problem).toBeUndefined();
    expect(asked.sort()).toEqual(['alone', 'late', 'mute', 'silent']);
    expect(Object.values(drifts).flat()).toEqual([]);
  });

  it('are broken only where ARM says so', async () => {
    const { drifts } = await readAll((name) => (name === 'silent' ? false : undefined));
    expect(drifts).toMatchObject({ silent: ['broken'], mute: [], alone: [] });
  });

  it('keep their association where ARM does not let this account ask', async () => {
    const { drifts, statusOf, warnings } = await readAll(() => {
      throw new ArcError({ code: 'Forbidden', needs: 'Reader' }, 'No.');
    });
    expect(statusOf('silent')).toBe('read');
    expect(drifts.silent).toEqual([]);
    expect(warnings.filter((line) => line.includes('/silent '))).toHaveLength(1);
  });
});

it('what Azure does not offer is said once, however many resources it is about', async () => {
  const { warnings, statusOf } = await readAll(() => true);
  expect(['hidden-1', 'hidden-2'].map(statusOf)).toEqual(['failed', 'failed']);
  expect(warnings.filter((line) => line.includes('Not offered.'))).toHaveLength(1);
});
