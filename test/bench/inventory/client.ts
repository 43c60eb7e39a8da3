import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HybridComputeManagementClient } from '@azure/arm-hybridcompute';
import type { Inventory } from '../../../src/kernel/inventory';
import type { ArcApi, InventoryReading } from '../../../src/kernel/ports';
import type { Subscription } from '../../../src/kernel/resources';
import { associablesOf, type Association } from '../../../src/kernel/inventory';
import { resourceKey } from '../../../src/kernel/resources';
import { createCredential } from '../../../src/azure';
import { isEmpty } from '../../../src/inventory/selectors';
import { initialState, type InventoryState } from '../../../src/inventory/state';
import { rootsOf } from '../../../src/inventory/tree/buildTree';
import { TreeIndex } from '../../../src/inventory/tree/treeIndex';
import { mergeAssociations } from '../../../src/inventory/updates';
import { publicCloud } from '../../../src/kernel/knowledge/clouds';
import { choicesFrom } from '../../../src/wizard/choices';
import { editDocument } from '../../../src/wizard/documentJson';
import { createPlanner } from '../../../src/planning';
import { createWizardState } from '../../../src/wizard/wizardState';
import { apiAt, identityOf, principal, trust } from '../../unit/azure/loopback';

/**
 * Times the reading of tenants of several sizes from an Azure on loopback that takes 100 ms for each answer and has
 * Resource Graph's quota; beside it the list call for each subscription, page after page, that Azure Resources makes.
 * `node --expose-gc client.cjs <azure.cjs> <sizes…>` prints one line of JSON. Times are milliseconds, signing in not
 * among them; memory is megabytes that are still held when the garbage is gone.
 */
const [server = '', ...sizes] = process.argv.slice(2);

interface Figures {
  readonly machines: number;
  readonly firstRows: number;
  readonly all: number;
  readonly throttled: number;
  readonly graphRequests: number;
  readonly serial: number;
  /** What Resource Graph's quota makes such a number of pages wait at least. */
  readonly quota: number;
  /** What `JSON.parse` takes for all that was read. */
  readonly parse: number;
  readonly heldMegabytes: number;
  readonly roots: number;
  /** From the text of a document to the state that its page is sent. */
  readonly keystroke: number;
}

const folder = mkdtempSync(join(tmpdir(), 'arc-bench-'));
const signal = new AbortController().signal;
const millisecondsSince = (start: number): number => Math.round(performance.now() - start);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function read(
  api: ArcApi,
): Promise<{ subscriptions: readonly Subscription[]; reading: InventoryReading; firstRows: number; all: number }> {
  const start = performance.now();
  let firstRows = 0;
  const subscriptions = await api.subscriptions(signal);
  const reading = await api.inventory(
    subscriptions.map(({ id }) => id),
    signal,
    (soFar) => {
      if (!isEmpty({ reading: soFar })) firstRows ||= millisecondsSince(start);
    },
  );
  return { subscriptions, reading, firstRows, all: millisecondsSince(start) };
}

/** As Azure Resources does it: one subscription after the other, one page after the other. */
async function readSerially(origin: string): Promise<number> {
  const { getToken } = identityOf({ origin }, { kind: 'servicePrincipal', servicePrincipal: principal });
  const credential = createCredential(getToken);
  const start = performance.now();
  const client = (id: string) =>
    new HybridComputeManagementClient(credential, id, {
      endpoint: origin,
      $host: origin,
      credentialScopes: `${origin}/.default`,
    });
  const subscriptions = await apiAt({ origin }).subscriptions(signal);
  let count = 0;
  for (const { id } of subscriptions) {
    for await (const machine of client(id).machines.listBySubscription()) count += machine.id ? 1 : 0;
  }
  if (count === 0) throw new Error('The serial list is empty.');
  return millisecondsSince(start);
}

function heldMegabytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Everything that the sidebar holds of a tenant whose associations are all read. */
function everything(
  subscriptions: readonly Subscription[],
  reading: InventoryReading,
): { inventory: Inventory; index: TreeIndex } {
  const [hub] = reading.gateways.items;
  const bare: Inventory = { subscriptions, reading, associations: new Map() };
  const inventory = mergeAssociations(
    bare,
    new Map(
      associablesOf(bare).map(({ id }, i): [string, Association] => [
        resourceKey(id),
        i % 3 && hub ? { status: 'read', gatewayId: hub.id } : { status: 'read' },
      ]),
    ),
  );
  const index = new TreeIndex(inventory, Date.now());
  index.sorted(associablesOf(inventory));
  return { inventory, index };
}

function timeParse(text: string): number {
  return median(
    Array.from({ length: 11 }, () => {
      const start = performance.now();
      JSON.parse(text);
      return Math.round((performance.now() - start) * 10) / 10;
    }),
  );
}

function timeRoots(inventory: Inventory): number {
  return median(
    Array.from({ length: 11 }, () => {
      const start = performance.now();
      rootsOf(new TreeIndex(inventory, Date.now()), 'gateway');
      return Math.round((performance.now() - start) * 10) / 10;
    }),
  );
}

async function timeKeystroke(inventory: Inventory): Promise<number> {
  const example = readFileSync(join(import.meta.dirname, '../../media/example.arc.json'), 'utf8');
  const [first] = inventory.reading.machines.items;
  if (!first) throw new Error('There is no machine.');
  const { name, subscriptionId, resourceGroup } = first;
  const document = editDocument(example, [
    { path: ['targets', 'servers', 'state'], value: 'connected' },
    { path: ['targets', 'servers', 'machines'], value: [name] },
    { path: ['azure', 'subscriptionId'], value: subscriptionId },
    { path: ['azure', 'resourceGroup'], value: resourceGroup },
  ]);
  const state: InventoryState = {
    ...initialState,
    kind: 'ready',
    inventory,
    readAt: 0,
    activity: undefined,
    problem: undefined,
  };
  const planner = createPlanner();
  const wizardState = createWizardState(async () => planner);
  const facts = { revision: 1, fileName: 'bench.arc.json', isDirty: true, isSample: false };
  const times: number[] = [];
  for (let index = 0; index < 31; index++) {
    const text = editDocument(document, [{ path: ['tags', 'site'], value: 'x'.repeat(index + 1) }]);
    const start = performance.now();
    const { plan } = await wizardState({ ...facts, text }, choicesFrom(state, publicCloud, text));
    const milliseconds = Math.round((performance.now() - start) * 10) / 10;
    if (!plan?.scripts[0]) throw new Error('The document that is timed has no script.');
    times.push(milliseconds);
  }
  return median(times);
}

async function figuresOf(machines: number): Promise<Figures> {
  const azure = fork(server, [folder, String(machines)]);
  const [{ origin, certificate }] = (await once(azure, 'message')) as [{ origin: string; certificate: string }];
  const answered = async (): Promise<readonly string[]> => {
    azure.send('tell');
    return ((await once(azure, 'message')) as [readonly string[]])[0];
  };
  try {
    trust(certificate);
    const api = apiAt({ origin });
    await api.subscriptions(signal);
    // The first that asks pays for the sorting of an Azure that has just been started.
    const serial = await readSerially(origin);
    await answered();
    const before = heldMegabytes();
    const { subscriptions, reading, firstRows, all } = await read(api);
    const log = await answered();
    if (reading.machines.items.length !== machines)
      throw new Error(`${reading.machines.items.length} of ${machines} were read.`);
    const held = everything(subscriptions, reading);
    const heldNow = heldMegabytes() - before;
    const graphRequests = log.filter((line) => line.includes('ResourceGraph')).length;
    return {
      machines,
      firstRows,
      all,
      throttled: log.filter((line) => line.endsWith('429')).length,
      graphRequests,
      quota: Math.floor((graphRequests - 1) / 15) * 5000,
      parse: timeParse(JSON.stringify(reading)),
      heldMegabytes: Math.round(heldNow),
      roots: timeRoots(held.inventory),
      keystroke: await timeKeystroke(held.inventory),
      serial,
    };
  } finally {
    azure.kill();
  }
}

const figures: Figures[] = [];
for (const size of sizes) figures.push(await figuresOf(Number(size)));
console.log(JSON.stringify(figures));
rmSync(folder, { recursive: true, force: true });
