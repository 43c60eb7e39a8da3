import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActiveRun } from '../../../src/association/ui/activeRun';
import type { JournalContent } from '../../../src/association/engine/journal';
import { JournalFile } from '../../../src/association/ui/journalFile';
import type { AssociationDependencies } from '../../../src/association/ui/dependencies';
import type { Subscription } from '../../../src/kernel/resources';
import { RowActivities } from '../../../src/inventory/rowActivities';
import { systemClock } from '../../../src/vscode/clock';
import { FakeAssociations, headOf, planFor } from '../../support/fakeAssociations';
import { cluster, gateway } from '../../support/resources';
import { withAnswers } from '../dialogs';

const hub = gateway('gw-hub');
const store = cluster('store');
const plan = planFor(
  { gateways: [hub], clusters: [store], associations: [[store, null]] },
  { kind: 'associate', gateway: hub },
);

/** A run of one cluster, in a window whose tenant has these subscriptions. */
async function runIn(folder: string, subscriptions: readonly Partial<Subscription>[]) {
  const azure = new FakeAssociations(systemClock, 5);
  const told = Promise.withResolvers<undefined>();
  const isTold = Promise.withResolvers<undefined>();
  const api = Object.assign(azure, {
    subscriptions: async () => subscriptions,
    setClusterGateway: async () => {
      told.resolve(undefined);
      await isTold.promise;
      azure.putEnabled(store.id, true);
    },
  });
  const quiet = (): void => undefined;
  const needs = {
    tenant: { environment: 'AzureCloud', api: async () => api, account: async () => 'somebody@contoso.example' },
    inventory: { mergeAssociations: quiet, observe: quiet, rowActivities: new RowActivities(quiet) },
    log: { info: quiet, warn: quiet },
  } as unknown as AssociationDependencies;
  const head = headOf(plan);
  const journal = await JournalFile.create(folder, 'a.jsonl', head);
  const run = new ActiveRun(needs, journal, { head, results: new Map(), sent: new Set() }, { isQuiet: true });
  return { run, journal, told: told.promise, finishTelling: () => isTold.resolve(undefined) };
}
const here = [{ id: 's', name: 'S', tenantId: plan.tenantId ?? '' }];

const recordIn = (content: JournalContent) => (content.kind === 'run' ? content.record : undefined);

describe('a run in a window', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'arc-run-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('that closes writes nothing more about what it has begun, and no other window has it yet', async () => {
    const { run, told, finishTelling } = await runIn(folder, here);
    void run.finish();
    await told;
    run.dispose();
    finishTelling();
    await new Promise((done) => setTimeout(done, 200));
    const record = recordIn(await JournalFile.read(folder, 'a.jsonl'));
    assert.equal(record?.end, undefined);
    assert.equal(record?.results.size, 0);
    assert.deepEqual(record?.sent, new Set([0]));
    assert.equal(await JournalFile.reopen(folder, 'a.jsonl'), undefined);
  });

  it('says who was signed in when that is not who began', async () => {
    const { run, finishTelling } = await runIn(folder, here);
    finishTelling();
    const { results } = await run.finish();
    assert.equal(results.get(0)?.account, 'somebody@contoso.example');
    assert.equal(
      recordIn(await JournalFile.read(folder, 'a.jsonl'))?.results.get(0)?.account,
      'somebody@contoso.example',
    );
  });

  it('goes on only in the tenant in which it began, unless Azure does not say which that is', async () => {
    const other = [{ ...here[0], tenantId: '00000000-1111-2222-3333-444444444444' }];
    const { run, journal } = await runIn(folder, other);
    const shown = await withAnswers([], async () => {
      void run.finish();
      while (run.progress.obstacle === undefined) await new Promise((done) => setTimeout(done, 20));
      await new Promise((done) => setTimeout(done, 600));
    });
    assert.match(
      shown[0]?.message ?? '',
      /belongs to the tenant .*, but another one is selected\. Switch to that tenant/,
    );
    assert.equal(run.progress.settled, 0);
    run.dispose();
    await journal.close();

    const unnamed = join(folder, 'unnamed');
    const { run: second, finishTelling } = await runIn(unnamed, [{ ...here[0], tenantId: '' }]);
    finishTelling();
    assert.equal((await second.finish()).results.get(0)?.status, 'done');
  });
});
