import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { InterruptedRun } from '../../../src/association/ui/interruptedRun';
import { RunStore } from '../../../src/association/ui/runStore';
import { snapshotsIn } from '../../../src/inventory/snapshots';
import { ConsentedRemoteAccess } from '../../../src/remoteAccess/consent/consentedRemoteAccess';
import type { SshTarget } from '../../../src/remoteAccess';
import type { RemoteScript, RemoteTarget } from '../../../src/kernel/ports';
import { VerificationSummaryCache } from '../../../src/verification/ui/verificationSummaryCache';
import { VerificationResultCache } from '../../../src/verification/ui/verificationResultCache';
import { Selection } from '../../../src/vscode/selection';
import { Stored } from '../../support/stored';
import { withAnswers } from '../dialogs';

const root = resolve(__dirname, '../../../..');

describe('what 0.1.0 stored', () => {
  const stored = new Stored(root);
  let storage: vscode.Uri;
  beforeEach(() => {
    storage = vscode.Uri.file(stored.copyStorage());
  });
  afterEach(() => rmSync(storage.fsPath, { recursive: true }));

  it('is offered where it is an interrupted run', async () => {
    const context = { globalState: stored.memento(), globalStorageUri: storage };
    const needs = { tenant: { environment: 'AzureCloud' } } as unknown as ConstructorParameters<
      typeof InterruptedRun
    >[1];
    const [offered] = await withAnswers([], () => new InterruptedRun(new RunStore(context), needs).offer());
    assert.match(offered?.message ?? '', /4 done, 2 remaining/);
  });

  it('is the tenant and the subscriptions that are read', () => {
    const setting = { has: () => true, inspect: () => undefined, update: async () => undefined };
    const workspace = vscode.workspace as unknown as Record<string, unknown>;
    const original = workspace.getConfiguration;
    workspace.getConfiguration = () => ({
      ...setting,
      get: (key: string) => ({ environment: 'azure', cloud: 'AzureCloud' })[key],
    });
    try {
      const selection = new Selection(stored.memento());
      assert.equal(selection.tenantId, '8b1f4e62-3c0d-4a57-9f2e-6d5c1a7b9e30');
      const all = ['2F6D9A14-7B3C-4E85-A1D0-C94E5B8F6027', 'd417c8e5-0a96-4f3b-8e72-15b6a03f9cd8'];
      const subscriptions = all.map((id) => ({ id, name: id, tenantId: '' }));
      assert.deepEqual(selection.subscriptionsOf(subscriptions), subscriptions.slice(0, 1));
    } finally {
      workspace.getConfiguration = original;
    }
  });

  it('is where ssh goes, without a question for what was agreed to', async () => {
    const { targets, scripts } = stored.read('agreedScripts.json') as {
      readonly targets: Readonly<Record<'documented', RemoteTarget>>;
      readonly scripts: Readonly<Record<'other', RemoteScript>>;
    };
    let find: (target: RemoteTarget) => SshTarget = () => assert.fail();
    const reached: string[] = [];
    const unused = {
      transport: 'local' as const,
      commandLine: () => '',
      run: () => assert.fail('It has another way.'),
    };
    const remoteAccess = new ConsentedRemoteAccess(
      stored.memento(),
      (finder) => {
        find = finder;
        return {
          ssh: {
            dispose: async () => undefined,
            transport: 'ssh',
            commandLine: () => '',
            run: async (target) => {
              const { host, port, user } = find(target).address;
              reached.push(`${user}@${host}:${port}`);
              return { exitCode: 0, stdout: '', stderr: '', isTruncated: false };
            },
            learnHostKey: () => assert.fail('Its key is known.'),
          },
          local: unused,
          runCommand: { ...unused, transport: 'runCommand' },
        };
      },
      () => true,
    );
    const shown = await withAnswers([], async () => {
      const session = await remoteAccess.open([targets.documented], [scripts.other]);
      await session.run(targets.documented, scripts.other, new AbortController().signal);
    });
    remoteAccess.dispose();
    assert.deepEqual(shown, []);
    assert.deepEqual(reached, ['admin@branch-7.corp.example:2222']);
  });

  it('is what was last seen of each machine and cluster, every check of it', async () => {
    const folder = vscode.Uri.joinPath(storage, 'verification');
    const seen = (await new VerificationResultCache(vscode.Uri.joinPath(folder, 'last.json')).load()).entries;
    assert.deepEqual(
      seen.map(({ subject }) => subject.name),
      ['web-1', 'web-2', 'k8s-1', 'db-1'],
    );
    const { resources } = stored.read('globalStorage/verification/last.json') as {
      readonly resources: readonly { readonly checks: readonly { readonly id: string }[] }[];
    };
    const idsOf = (all: readonly { readonly checks: readonly { readonly id: string }[] }[]) =>
      all.map(({ checks }) => checks.map(({ id }) => id));
    assert.deepEqual(idsOf(seen), idsOf(resources));
    const outcomes = await new VerificationSummaryCache(folder).all();
    assert.deepEqual(
      [...outcomes.values()].map(({ passed, failed, unknown }) => [passed, failed.length, unknown.length]),
      [
        [1, 1, 1],
        [1, 1, 1],
        [2, 0, 1],
        [0, 19, 0],
      ],
    );
  });

  it('is no inventory where its form is older: that is dropped in silence, and written again', async () => {
    const folder = vscode.Uri.joinPath(storage, 'inventory');
    const owner = stored.read('inventoryOwner.json') as string;
    const snapshots = snapshotsIn(folder);
    const names = readdirSync(folder.fsPath);
    assert.equal(names.length, 1);
    assert.equal(await snapshots.load(owner), undefined);
    const none = { items: [] };
    const reading = { gateways: none, machines: none, clusters: none, azureLocal: none };
    await snapshots.save(owner, { readAt: 7, inventory: { subscriptions: [], reading, associations: new Map() } });
    assert.deepEqual(readdirSync(folder.fsPath), names);
    assert.equal((await snapshots.load(owner))?.readAt, 7);
  });
});
