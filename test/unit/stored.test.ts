import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { AssociationRun, openItems, type RunRecord } from '../../src/association/engine';
import { recallRun } from '../../src/association/ui/latestRun';
import { RunStore } from '../../src/association/ui/runStore';
import { PendingOperations } from '../../src/gateways/ui/pendingOperations';
import { decodeSnapshot } from '../../src/inventory/snapshot';
import type { RemoteScript, RemoteTarget } from '../../src/kernel/ports';
import { parseSshAddress } from '../../src/kernel/sshAddress';
import { plan } from '../../src/planning';
import { MachineConnections } from '../../src/remoteAccess/consent/machineConnections';
import { ServicePrincipals } from '../../src/session/servicePrincipals';
import { commandAliases } from '../../src/ids';
import { readSiteText } from '../../src/vscode/readDocument';
import { editDocument } from '../../src/wizard/documentJson';
import { FakeAssociations, MemoryJournal, portsOf } from '../support/fakeAssociations';
import { Stored } from '../support/stored';
import { VirtualClock } from '../support/virtualClock';
import { apiOver, quiet, scripted, settle } from './azure/support';

// What VS Code's own file system is needed for is judged in its extension host.
const root = join(import.meta.dirname, '../..');
const stored = new Stored(root);
type Context = ConstructorParameters<typeof RunStore>[0];

describe('a run that was interrupted', () => {
  const copies: string[] = [];
  const contextOf = (from: Stored, globalState = from.memento()): Context => {
    const fsPath = from.copyStorage();
    copies.push(fsPath);
    return { globalState, globalStorageUri: { fsPath } as Context['globalStorageUri'] };
  };
  afterEach(() => {
    for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
  });

  test('is found with what was done, what failed, what was sent and what is open', async () => {
    const runs = new RunStore(contextOf(stored));
    expect(runs.isHeld).toBe(false);
    const record = (await runs.abandoned())?.record;
    expect(record && [...record.results].map(([item, { status }]) => [item, status])).toEqual([
      [0, 'done'],
      [1, 'done'],
      [2, 'failed'],
      [3, 'done'],
    ]);
    expect(record && openItems(record)).toEqual([5, 6]);
    expect(record?.sent).toEqual(new Set([0, 1, 2, 3, 5, 6]));
    expect(record?.head).toMatchObject({ environment: 'AzureCloud', account: 'admin@contoso.example' });
  });

  test('is found by its journal where the state was lost', async () => {
    const context = contextOf(stored);
    await context.globalState.update('arcGateway.association.latest', undefined);
    expect(await recallRun(context)).toEqual({ journal: '2026-08-01T08-00-00-000Z.jsonl', isOpen: true });
  });

  test('goes on with its clusters, which are told what is left and nothing twice', async () => {
    const record = await takenOver(contextOf(stored));
    const goal = record.head.plan.goal.kind === 'associate' ? record.head.plan.goal.gateway.id : '';
    const clock = new VirtualClock();
    const azure = new FakeAssociations(clock);
    // As the old process left Azure: the first cluster has its association, and was about to be told of it.
    const [first, second] = [5, 6].map((item) => record.head.plan.items[item]?.resource.id ?? '');
    azure.put(first ?? '', goal);
    for (const id of [first, second]) azure.putEnabled(id ?? '', false);
    const run = new AssociationRun(record, portsOf(azure, clock, new MemoryJournal()));
    const ended = await clock.runUntil(run.run());
    expect(ended.end?.how).toBe('finished');
    expect([5, 6].map((item) => ended.results.get(item)?.status)).toEqual(['done', 'done']);
    for (const id of [first, second]) expect(azure.stateOf(id ?? '')).toEqual({ gatewayId: goal, isEnabled: true });
    expect(azure.written.map(({ id, what }) => [id, what]).toSorted()).toEqual([
      [first, 'cluster'],
      [second, 'association'],
      [second, 'cluster'],
    ]);
  });

  test('that detaches on the machines goes on with their agents', async () => {
    const detach = new Stored(root, 'detach');
    const record = await takenOver(contextOf(detach));
    const open = openItems(record).flatMap((item) => record.head.plan.items[item]?.resource ?? []);
    expect(open.map(({ name }) => name)).toEqual(['web-2', 'db-1', 'db-2', 'k8s-1']);
    const clock = new VirtualClock();
    const azure = new FakeAssociations(clock);
    for (const { id } of open) azure.put(id, record.head.plan.items[0]?.before.gatewayId);
    azure.putEnabled(open.at(-1)?.id ?? '', true);
    const told: string[] = [];
    const agents = {
      readConnectionType: async () => ({ connectionType: 'gateway' as const }),
      setConnectionType: async ({ name }: { readonly name: string }, to: string) => void told.push(`${name} ${to}`),
    };
    const run = new AssociationRun(record, { ...portsOf(azure, clock, new MemoryJournal()), agents });
    const ended = await clock.runUntil(run.run());
    expect([...ended.results.values()].map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(told.toSorted()).toEqual(['db-1 direct', 'db-2 direct', 'web-2 direct']);
    for (const { id } of open) expect(azure.stateOf(id)).toEqual({ gatewayId: undefined, isEnabled: false });
  });

  async function takenOver(context: Context): Promise<RunRecord> {
    const taken = await new RunStore(context).claim();
    await taken.journal?.close();
    if (!taken.journal) throw new Error('There was nothing to go on with.');
    return taken.record;
  }
});

describe('how machines are reached', () => {
  const connections = new MachineConnections(stored.memento());
  const agreed = stored.read('agreedScripts.json') as {
    readonly targets: Readonly<Record<'web1' | 'documented', RemoteTarget>>;
    readonly scripts: Readonly<Record<'read' | 'other', RemoteScript>>;
  };
  const { web1, documented } = agreed.targets;
  const at = (name: string): RemoteTarget => ({
    ...web1,
    name,
    resourceId: (web1.resourceId ?? '').replace(/web-1$/, name),
  });

  test('is as the person settled it, or as the document said', () => {
    expect(['web-1', 'web-2', 'db-1', 'db-2', 'file-1'].map((name) => connections.connectionTo(at(name)))).toEqual([
      { transport: 'ssh', host: 'admin@web-1.corp.example', asksPassword: true },
      { transport: 'ssh', host: 'web-2.corp.example:2022' },
      { transport: 'runCommand' },
      { transport: 'local' },
      { transport: 'ssh', host: '[2001:db8::17]:22' },
    ]);
    expect(connections.connectionTo(documented)).toEqual({
      transport: 'ssh',
      host: 'admin@branch-7.corp.example:2222',
      isConfigured: true,
    });
    for (const target of [web1, at('web-2'), at('file-1'), documented]) {
      const connection = connections.connectionTo(target);
      expect(connection?.transport === 'ssh' && parseSshAddress(connection.host).ok).toBe(true);
    }
  });

  test('runs without another question what was agreed to, and nothing else', () => {
    const { read, other } = agreed.scripts;
    expect([
      connections.hasAgreed(web1, read),
      connections.hasAgreed(web1, other),
      connections.hasAgreed(documented, other),
    ]).toEqual([true, true, true]);
    expect(connections.hasAgreed(documented, read)).toBe(false);
    expect(connections.hasAgreed(at('web-2'), read)).toBe(false);
    expect(connections.hasAgreed(web1, { ...read, text: `${read.text}\n` })).toBe(false);
  });

  test('is written in the form that 0.1.0 reads', async () => {
    const key = 'arcGateway.machineWays';
    const state = stored.memento();
    const before = structuredClone(state.get(key));
    const again = new MachineConnections(state);
    const targets = ['web-1', 'web-2', 'db-1', 'db-2', 'file-1'].map(at);
    const kept = [...targets, documented].map((target) => [target, again.connectionTo(target)] as const);
    const scripts = Object.values(agreed.scripts);
    const runs = kept.map(([target]) => ({ target, scripts: scripts.filter((each) => again.hasAgreed(target, each)) }));
    expect(runs.flatMap((each) => each.scripts)).toHaveLength(3);
    await again.setConnections(new Map(kept.flatMap(([target, known]) => (known ? [[target, known]] : []))));
    expect(again.hasAgreed(web1, agreed.scripts.read)).toBe(false);
    await again.agree(runs);
    expect(state.get(key)).toEqual(before);
  });

  test('is asked for again where what is stored has another form, and nothing else is forgotten', async () => {
    const key = 'arcGateway.machineWays';
    const keyOf = (name: string): string => at(name).resourceId?.toLowerCase() ?? '';
    const foreign = { settled: { way: 'carrier pigeon' }, agreed: [] };
    for (const value of [undefined, null, 'text', 7, [], { [keyOf('web-1')]: null }, { [keyOf('web-1')]: foreign }]) {
      const state = stored.memento();
      await state.update(key, value);
      expect(new MachineConnections(state).connectionTo(web1)).toBeUndefined();
      expect(new MachineConnections(state).hasAgreed(web1, agreed.scripts.read)).toBe(false);
    }
    const state = stored.memento();
    await state.update(key, { ...state.get<object>(key), [keyOf('web-1')]: foreign });
    const again = new MachineConnections(state);
    await again.forget(at('db-1'));
    expect(again.connectionTo(at('db-2'))).toEqual({ transport: 'local' });
    expect(state.get(key)).toHaveProperty([keyOf('web-1')], foreign);
  });
});

describe('service principals', () => {
  type Needs = ConstructorParameters<typeof ServicePrincipals>[0];
  const [secret, certificate] = ['5d0c7f1a-6b2e-4f39-8a41-c3e9b7d20f64', '11111111-aaaa-4bbb-8ccc-222222222222'];
  const needs = (): Needs => ({ globalState: stored.memento(), secrets: stored.secrets });
  const listKey = 'arcGateway.servicePrincipals';

  test('are read with their secret or their certificate', async () => {
    const context = needs();
    const principals = new ServicePrincipals(context);
    expect(principals.ids.map(({ clientId }) => clientId)).toEqual([secret, certificate]);
    expect(await principals.current()).toMatchObject({ clientId: secret, proof: { kind: 'secret' } });
    await context.globalState.update(listKey, principals.ids.toReversed());
    expect((await principals.current())?.proof).toMatchObject({
      kind: 'certificate',
      pem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----[^]*-----END PRIVATE KEY-----$/) as string,
    });
  });

  test.each([
    'null',
    '"secret"',
    '{}',
    '[]',
    '{"kind":"secret"}',
    '{"kind":"secret","secret":""}',
    '{"kind":"secret","secret":{"toString":1}}',
    '{"kind":"certificate","secret":"a"}',
    '{"kind":"certificate","pem":7}',
    '{"kind":"certificate","pem":{"certificatePath":"/etc/key.pem"}}',
    '{"kind":"token","secret":"a","pem":"b"}',
    '{"kind":"secret","secret":"cut o',
  ])('are not taken from %s', async (text) => {
    const context = { ...needs(), secrets: { ...stored.secrets, get: async () => text } };
    expect(await new ServicePrincipals(context).current()).toBeUndefined();
  });

  test.each([
    [null],
    ['x'],
    [{}],
    [[null, 3, {}, { tenantId: 't' }, { tenantId: '', clientId: '' }, { clientId: ['c'] }]],
  ])('are nobody in a list of %j', async (list) => {
    const context = needs();
    await context.globalState.update(listKey, list);
    expect(new ServicePrincipals(context).ids).toEqual([]);
    expect(await new ServicePrincipals(context).current()).toBeUndefined();
  });
});

describe('operations of gateways', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const { all } = new PendingOperations(stored.memento());

  test('are there, with the rows they are shown by and the cloud they are in', () => {
    expect(all.map(({ operation, gateway }) => [operation.kind, gateway.name, operation.linkKind])).toEqual([
      ['create', 'gw-new', 'status'],
      ['delete', 'gw-old', 'result'],
      ['create', 'gw-lost', undefined],
    ]);
    expect(new Set(all.map(({ endpoint }) => endpoint))).toEqual(new Set(['https://management.azure.com']));
  });

  test.each(all)('are followed to their end: $operation.kind $gateway.name', async ({ operation, gateway }) => {
    const asked: string[] = [];
    const client = scripted(({ url }) => {
      asked.push(url);
      if (url === operation.link) return { status: 200, body: { status: 'Succeeded' } };
      if (operation.kind === 'delete') return { status: 404, body: { error: { code: 'ResourceNotFound' } } };
      const properties = { provisioningState: 'Succeeded', gatewayEndpoint: 'a1.gw.arc.azure.com' };
      return { status: 200, body: { id: gateway.id, name: gateway.name, location: gateway.location, properties } };
    });
    const end = await settle(apiOver(client).gateways.follow(operation, () => undefined, quiet()));
    expect(asked[0]).toMatch(operation.link ?? gateway.name);
    expect(end?.state).toBe(operation.kind === 'create' ? 'Succeeded' : undefined);
  });
});

test('the inventory of 0.1.0 is dropped: what it says of clusters may be what Azure did not say', () => {
  const [file = ''] = readdirSync(join(root, 'test/fixtures/stored-0.1.0/globalStorage/inventory'));
  expect(decodeSnapshot(stored.text(`globalStorage/inventory/${file}`))).toBeUndefined();
});

const names = readdirSync(join(root, 'test/fixtures/stored-0.1.0/documents')).filter((each) => !each.includes('.'));

describe.each(names)('the document “%s” of version 1', (name) => {
  const text = stored.text(`documents/${name}.arc.json`);
  const scripts = scriptsOf(text);
  const written = new Map(
    readdirSync(join(root, 'test/fixtures/stored-0.1.0/documents', name)).map((each) => [
      each,
      stored.text(`documents/${name}/${each}`),
    ]),
  );

  test('opens without an error and gives the scripts that 0.1.0 gave', () => {
    expect(readSiteText(text)).toMatchObject({ errors: [], unread: [] });
    expect([...scripts.keys()].toSorted()).toEqual([...written.keys()].toSorted());
  });

  test('is the same in them: each line that holds a value of the document stands as it stood', () => {
    const values = valuesOf(readable(text).document);
    let lines = 0;
    for (const [fileName, old] of written) {
      const now = new Set(scripts.get(fileName)?.split('\n'));
      // Not comments: they are words.
      const said = old
        .split('\n')
        .filter((line) => !/^\s*#/.test(line) && values.some((value) => line.includes(value)));
      lines += said.length;
      expect(
        said.filter((line) => !now.has(line)),
        fileName,
      ).toEqual([]);
    }
    expect(lines).toBeGreaterThan(5);
  });

  test('gives them byte for byte once an edit has made it one of version 2, comments and all', () => {
    const { region } = readable(text).site.azure;
    const edited = editDocument(text, [{ path: ['azure', 'region'], value: region }]);
    expect(readSiteText(edited)).toMatchObject({ errors: [], document: { version: 2 } });
    expect(scriptsOf(edited)).toEqual(scripts);
    expect(edited.match(/\/\/ .*|\/\*.*?\*\//g)).toEqual(text.match(/\/\/ .*|\/\*.*?\*\//g));
  });
});

function readable(text: string) {
  const read = readSiteText(text);
  if ('unreadable' in read || !read.site) throw new Error(JSON.stringify(read));
  return { document: read.document, site: read.site };
}

const scriptsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(plan(readable(text).site).scripts.map((script) => [script.fileName, script.text]));

/** Fields of which a document chooses one of a few words. */
const chosen = ['connection', 'method', 'credential', 'state', 'os', 'scenarios', 'tlsInspection'];

/** The texts in a document that a person wrote and that are long enough to be nothing else. */
const valuesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.length > 5 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (chosen.includes(key) ? [] : valuesOf(each)));
};

describe('names that key bindings, settings and tasks of 0.1.0 use', () => {
  const old = stored.read('contributed.json') as {
    readonly commands: readonly string[];
    readonly settings: Readonly<Record<string, readonly string[]>>;
    readonly [kind: string]: unknown;
  };
  const { contributes } = manifest;

  test('are commands of today', () => {
    expect(old.commands).toHaveLength(49);
    const known = new Set([...contributes.commands.map(({ command }) => command), ...Object.values(commandAliases)]);
    expect(old.commands.filter((id) => !known.has(id))).toEqual([]);
  });

  test('are settings of today with every value that they could have', () => {
    const properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly type?: unknown }>> =
      contributes.configuration.properties;
    expect(Object.keys(old.settings)).toHaveLength(4);
    for (const [id, values] of Object.entries(old.settings)) {
      const { enum: choices, type } = properties[id] ?? {};
      expect(choices ?? type, id).toEqual(expect.arrayContaining([...values]));
    }
  });

  test('are views, editors, pages and walkthroughs of today', () => {
    const views = Object.entries(contributes.views).flatMap(([container, each]) =>
      each.map(({ id }) => `${container}/${id}`),
    );
    expect(views).toEqual(expect.arrayContaining(old.views as string[]));
    const now = {
      customEditors: contributes.customEditors.map(({ viewType }) => viewType),
      panels: manifest.activationEvents.map((event) => event.replace('onWebviewPanel:', '')),
      walkthroughs: contributes.walkthroughs.map(({ id }) => id),
      fileMatches: contributes.jsonValidation.map(({ fileMatch }) => fileMatch),
    };
    for (const [kind, ids] of Object.entries(now))
      expect(ids, kind).toEqual(expect.arrayContaining(old[kind] as string[]));
  });
});
