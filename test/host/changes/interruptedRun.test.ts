import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { InterruptedRun } from '../../../src/association/ui/interruptedRun';
import { rememberRun } from '../../../src/association/ui/latestRun';
import { type OpenRun, RunStore } from '../../../src/association/ui/runStore';
import { replayJournal } from '../../../src/association/engine/journal';
import type { ArcError, FailureCode } from '../../../src/kernel/errors';
import { actionsFor } from '../../../src/vscode/failures';
import { headOf, planFor } from '../../support/fakeAssociations';
import { gateway, machine } from '../../support/resources';
import { withAnswers } from '../dialogs';

const machines = [machine('m-1'), machine('m-2')];
const plan = planFor(
  { gateways: [gateway('gw-hub')], machines, associations: machines.map((each) => [each, null] as const) },
  { kind: 'associate', gateway: gateway('gw-hub') },
);
const result = { status: 'done', at: '2026-08-01T08:00:01Z', milliseconds: 5 } as const;

/** What two windows share: the folder of the journals, and what is remembered. */
async function twoWindows() {
  const globalStorageUri = vscode.Uri.file(mkdtempSync(join(tmpdir(), 'arc-earlier-')));
  const content = new Map<string, unknown>();
  const globalState = {
    keys: () => [...content.keys()],
    get: <T>(key: string) => content.get(key) as T,
    update: async (key: string, value: unknown) => void content.set(key, value),
    setKeysForSync: () => undefined,
  };
  const context = { globalState, globalStorageUri };
  const [first, second] = [new RunStore(context), new RunStore(context)];
  const left = await first.begin(headOf(plan));
  await left.journal.append({ type: 'result', item: 0, result });
  const reports: string[] = [];
  const documents = { show: async (_: string, text: string) => void reports.push(text) };
  const needs = { tenant: { environment: 'AzureCloud' }, documents } as unknown as ConstructorParameters<
    typeof InterruptedRun
  >[1];
  const folder = join(globalStorageUri.fsPath, 'associations');
  return { context, folder, first, left, second, reports, earlier: new InterruptedRun(second, needs) };
}
type Windows = Awaited<ReturnType<typeof twoWindows>>;

const end = { type: 'ended', how: 'finished', at: '2026-08-01T08:00:02Z' } as const;
const endedBy = async ({ journal }: OpenRun) => {
  await journal.append({ type: 'result', item: 1, result });
  await journal.append(end);
  await journal.close();
};
const failsWith = (code: FailureCode) => (error: ArcError) => error.code === code;

/** The commands that are run while `work` is done. */
async function commandsOf(work: () => Promise<unknown>): Promise<readonly unknown[][]> {
  const run: unknown[][] = [];
  const commands = vscode.commands as unknown as Record<string, unknown>;
  const original = commands.executeCommand;
  commands.executeCommand = async (...args: unknown[]) => void run.push(args);
  try {
    await work();
  } finally {
    commands.executeCommand = original;
  }
  return run.filter(([id]) => id !== 'setContext');
}

describe('what an earlier window left', () => {
  let windows: Windows;
  beforeEach(async () => {
    windows = await twoWindows();
  });
  afterEach(async () => {
    windows.left.journal.abandon();
    rmSync(windows.context.globalStorageUri.fsPath, { recursive: true });
  });

  it('is not offered, and lets nothing begin, while that window lives', async () => {
    const { earlier, left, second } = windows;
    left.journal.abandon();
    assert.deepEqual(await withAnswers(['Resume 1'], () => earlier.offer()), []);
    await assert.rejects(earlier.mustBeOver(), failsWith('Conflict'));
    await assert.rejects(second.claim(), failsWith('Conflict'));
    await assert.rejects(second.begin(headOf(plan)), failsWith('Conflict'));
  });

  for (const [answer, command] of [
    ['Resume 1', 'arcGateway.association.resume'],
    ['Discard', 'arcGateway.association.cancel'],
  ] as const) {
    it(`is offered, and “${answer}” goes through the command that shows what fails`, async () => {
      const { earlier, left } = windows;
      await left.journal.close();
      let shown: Awaited<ReturnType<typeof withAnswers>> = [];
      const run = await commandsOf(async () => {
        shown = await withAnswers([answer], () => earlier.offer());
      });
      assert.deepEqual(
        shown.map(({ message }) => message),
        ['A run was interrupted: 1 done, 1 remaining.'],
      );
      assert.deepEqual(run, [[command, { journal: left.name }]]);
      const ways = await earlier.mustBeOver().then(
        () => [],
        (error: ArcError) => actionsFor(error),
      );
      const argument = { journal: left.name };
      assert.deepEqual(ways, [
        { title: 'Resume', command: 'arcGateway.association.resume', argument },
        { title: 'Discard', command: 'arcGateway.association.cancel', argument },
      ]);
    });
  }

  it('is taken over with all that was written until then, by one window', async () => {
    const { left, second } = windows;
    await left.journal.close();
    const taken = await second.claim(left.name);
    assert.equal(taken.record.results.size, 1);
    await assert.rejects(new RunStore(windows.context).claim(left.name), failsWith('Conflict'));
    await taken.journal?.close();
    await assert.rejects(second.claim('another.jsonl'), failsWith('Precondition'));
  });

  it('and has ended unseen, is told once and then forgotten', async () => {
    const { earlier, left, second } = windows;
    await endedBy(left);
    await earlier.mustBeOver();
    const shown = await withAnswers([], () => earlier.offer());
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['The interrupted run has ended: 2 resources associated. See the report for details.'],
    );
    assert.deepEqual(await withAnswers([], () => earlier.offer()), []);
    assert.equal((await second.latest()).end?.how, 'finished');
  });

  it('and ended between the offer and the answer, shows its report instead of an error', async () => {
    const { earlier, left, second, reports } = windows;
    await endedBy(left);
    const shown = await withAnswers([], () => earlier.discard(left.name));
    assert.match(shown[0]?.message ?? '', /has ended: 2 resources associated/);
    const [report = ''] = reports;
    assert.match(report, /^# Associate 2 resources with gw-hub: report/);
    assert.equal(second.isHeld, false);
    await assert.rejects(second.claim(), failsWith('Precondition'));
  });

  it('is discarded: what is open stays as it is, and the report says so', async () => {
    const { earlier, folder, left } = windows;
    await left.journal.close();
    const shown = await withAnswers([], () => earlier.discard(left.name));
    assert.match(shown[0]?.message ?? '', /^1 resource associated, 1 not\./);
    assert.equal(replayJournal(readFileSync(join(folder, left.name), 'utf8'))?.end?.how, 'cancelled');
    await earlier.mustBeOver();
  });

  it('is found although that window died without a word', async () => {
    const { earlier, context, folder, left } = windows;
    left.journal.abandon();
    // No process has this number.
    writeFileSync(join(folder, 'lock'), [4194305, hostname(), 'id'].join(' '));
    await rememberRun(context.globalState, { journal: left.name, isOpen: true });
    const [offered] = await withAnswers([], () => earlier.offer());
    assert.match(offered?.message ?? '', /1 done, 1 remaining/);
  });
});
