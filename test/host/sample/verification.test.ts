import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { sectionText } from '../../../src/verification/engine/sections';
import { branches, production, tenantId } from '../../../src/sample/data/ids';

const folder = mkdtempSync(join(tmpdir(), 'arc-verification-'));
const machine = (name: string) => ({
  resourceId: `/subscriptions/${production}/resourceGroups/rg-web-prod/providers/Microsoft.HybridCompute/machines/${name}`,
});

/** Of `media/verification.schema.json`, what is asked for here. */
interface SavedReport {
  readonly scope: string;
  readonly resources: readonly {
    readonly subject: { readonly name: string };
    readonly checks: readonly { readonly id: string; readonly outcome: string }[];
  }[];
  readonly drift?: readonly { readonly check: string; readonly kind: string }[];
}

/** Answers what is asked while a command runs: `open` and `save` are files, `choices` what is picked and pressed. */
async function run(
  command: string,
  answers: { readonly open?: string; readonly save?: string; readonly choices?: readonly string[] },
  ...args: readonly unknown[]
): Promise<void> {
  const { open, save, choices = [] } = answers;
  const isChosen = (label: string): boolean => choices.some((each) => label.includes(each));
  const window = vscode.window as unknown as Record<string, unknown>;
  const substitutes: Readonly<Record<string, unknown>> = {
    showOpenDialog: async () => open && [vscode.Uri.file(open)],
    showSaveDialog: async () => save && vscode.Uri.file(save),
    showQuickPick: async (items: readonly vscode.QuickPickItem[]) => items.find(({ label }) => isChosen(label)),
    showWarningMessage: async (_: string, ...rest: readonly unknown[]) =>
      rest.find((each) => typeof each === 'string' && isChosen(each)),
    showErrorMessage: async (message: string) => assert.fail(message),
  };
  const originals = Object.fromEntries(Object.keys(substitutes).map((name) => [name, window[name]]));
  Object.assign(window, substitutes);
  try {
    await vscode.commands.executeCommand(command, ...args);
  } finally {
    Object.assign(window, originals);
  }
}

async function report(): Promise<SavedReport> {
  const save = join(folder, 'report.json');
  await run('arcGateway.verification.saveReport', { save, choices: ['JSON'] });
  return JSON.parse(readFileSync(save, 'utf8')) as SavedReport;
}

/** Names and outcomes of one check of all that was verified last. */
const outcomes = ({ resources }: SavedReport, check: string): readonly string[] =>
  resources.map(({ subject, checks }) => `${subject.name}: ${checks.find(({ id }) => id === check)?.outcome}`).sort();

const byRunCommand = { choices: ['Azure run command', 'Run'] };

describe('verification', () => {
  before(async () => {
    await vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding')?.activate();
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  it('takes the rows that are selected, and nothing else', async () => {
    const selection = [machine('web-ber-02'), machine('web-muc-02')];
    await run('arcGateway.machine.verify', byRunCommand, selection[0], selection);
    const seen = await report();
    assert.deepEqual(outcomes(seen, 'machine.reached'), ['web-ber-02: passed', 'web-muc-02: passed']);
    assert.deepEqual(outcomes(seen, 'gateway.connectionType'), ['web-ber-02: passed', 'web-muc-02: failed']);
    assert.equal(seen.scope, '2 machines and clusters');
  });

  it('takes the machines that a topology names, and what it expects of them', async () => {
    const file = join(folder, 'branch.arc.json');
    const site = {
      version: 1,
      targets: { os: ['linux'], machines: ['web-ber-02', 'web-ber-04'], state: 'connected' },
      gateway: {
        id: `/subscriptions/${production}/resourceGroups/rg-arc-hub/providers/Microsoft.HybridCompute/gateways/gw-hub-weu`,
      },
      azure: { tenantId, subscriptionId: production, resourceGroup: 'rg-web-prod', region: 'westeurope' },
      network: {},
      identity: { method: 'deviceCode' },
      tags: {},
      scenarios: [],
    };
    writeFileSync(file, JSON.stringify(site));
    await run('arcGateway.site.verify', byRunCommand, vscode.Uri.file(file));
    const seen = await report();
    assert.equal(seen.scope, 'branch.arc.json');
    assert.deepEqual(outcomes(seen, 'azure.association'), ['web-ber-02: passed', 'web-ber-04: failed']);
  });

  const store = (name: string) => ({
    resourceId: `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.HybridCompute/machines/${name}`,
  });
  const agreeing = { choices: ['Azure run command', 'Run', 'Start the Arc proxy'] };

  it('fixes what has a known cause with one press for all, and verifies again', async () => {
    const selection = [store('store-oslo-02'), store('store-dub-01')];
    const resourceIds = selection.map(({ resourceId }) => resourceId);
    await run('arcGateway.machine.verify', byRunCommand, selection[0], selection);
    assert.deepEqual(outcomes(await report(), 'gateway.arcProxy'), ['store-dub-01: failed', 'store-oslo-02: failed']);
    // Without agreement nothing happens.
    await run('arcGateway.verification.fix', { choices: [] }, { resourceIds, fix: 'startArcProxy' });
    assert.deepEqual(outcomes(await report(), 'gateway.arcProxy'), ['store-dub-01: failed', 'store-oslo-02: failed']);
    await run('arcGateway.verification.fix', agreeing, { resourceIds, fix: 'startArcProxy' });
    assert.deepEqual(outcomes(await report(), 'gateway.arcProxy'), ['store-dub-01: passed', 'store-oslo-02: passed']);
  });

  it('sets an agent by the plan of an association, and verifies again', async () => {
    const choices = ['Azure run command', 'Run', 'Associate'];
    // The first test has found its connection type set to direct.
    await run('arcGateway.verification.fix', { choices }, { ...machine('web-muc-02'), fix: 'associate' });
    assert.deepEqual(outcomes(await report(), 'gateway.connectionType'), ['web-muc-02: passed']);
  });

  it('reads the result of a fleet, and tells what drifted since the last, also when a host fell silent between', async () => {
    const open = join(folder, 'fleet.json');
    const say = (output: string, problem = ''): void =>
      writeFileSync(
        open,
        JSON.stringify({
          format: 'arc-gateway-fleet',
          version: 1,
          at: '2026-11-20T12:05:00Z',
          hosts: [{ name: 'web-ber-03', output, problem }],
        }),
      );
    const drift = async (): Promise<readonly string[]> => {
      await run('arcGateway.verification.openFleetResult', { open });
      return ((await report()).drift ?? []).map(({ check, kind }) => `${check}: ${kind}`);
    };
    say(sectionText('config', 0, 'gateway'));
    assert.deepEqual(await drift(), []);
    say('', 'the host does not answer');
    assert.deepEqual(await drift(), ['The machine answers: broke']);
    assert.deepEqual(outcomes(await report(), 'gateway.connectionType'), ['web-ber-03: notJudged']);
    say(sectionText('config', 0, 'direct'));
    assert.deepEqual(await drift(), [
      'The machine answers: mended',
      'The agent’s connection type is the expected one: broke',
    ]);
  });
});
