import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AssociationDependencies } from '../../../src/association/ui/dependencies';
import { AssociationSession } from '../../../src/association/ui/session';
import { cloudOf } from '../../../src/kernel/knowledge/clouds';
import { branches, gatewayIds, production } from '../../../src/sample/data/ids';
import { type Shown, withAnswers } from '../dialogs';

const machine = (subscription: string, group: string, name: string) => ({
  resourceId: `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.HybridCompute/machines/${name}`,
});
const cluster = (name: string) => ({
  resourceId: `/subscriptions/${branches}/resourceGroups/rg-stores/providers/Microsoft.Kubernetes/connectedClusters/${name}`,
});
const stores = [
  ...['lyon-01', 'lyon-02', 'lyon-03', 'nice-01', 'oslo-01', 'oslo-02', 'dub-01', 'dub-02'].map(
    (name) => `store-${name}`,
  ),
  ...['kiosk-dub-11', 'kiosk-oslo-07'],
].map((name) => machine(branches, 'rg-stores', name));
const plants = ['scada-got-01', 'scada-got-02', 'hist-got-01', 'plc-gw-got-01'].map((name) =>
  machine(branches, 'rg-plants', name),
);
const got = {
  resourceId: cluster('k3s-got-01').resourceId.replace('rg-stores', 'rg-plants'),
};
/** One more than are changed at once in a subscription. */
const branchRows = [...stores, ...plants, cluster('k3s-lyon-01'), cluster('k3s-oslo-01'), got];

/** Those that use the gateway of the branches to begin with. */
const atBranches = branchRows.filter(
  ({ resourceId }) => !/nice-01|dub-02|scada|hist|k3s-(?:oslo|got)/.test(resourceId),
);

const hub = { gatewayId: gatewayIds.hub };
const run = (command: string, ...args: readonly unknown[]) =>
  vscode.commands.executeCommand(`arcGateway.${command}`, ...args);
const inAzure = 'In Azure only';
const associate = async (rows: readonly object[], answers: readonly string[], gateway: object = hub) => {
  const work = async () => run('resource.associate', { ...rows[0], ...gateway }, rows);
  return (await withAnswers([...answers, inAzure], work)).filter(({ kind }) => kind !== 'choice');
};
const messages = (shown: readonly Shown[]) => shown.map(({ message }) => message).join('\n');

const reports = () =>
  vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === 'arc-gateway' && uri.path.includes('Report of'))
    .map((document) => document.getText());

/** Runs a command as soon as a run has its item in the status bar, which is before anything of it can be done. */
async function whenRunBegins(command: string, work: () => Promise<unknown>, argument?: object): Promise<void> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const original = vscode.window.createStatusBarItem.bind(vscode.window);
  window.createStatusBarItem = (...args: Parameters<typeof original>) => {
    setTimeout(() => void run(command, argument), 0);
    return original(...args);
  };
  try {
    await work();
  } finally {
    window.createStatusBarItem = original;
  }
}

/** The plan that is on show; its preview opens it in its own time. */
async function planDocument(): Promise<vscode.TextDocument> {
  for (;;) {
    const plan = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'arc-gateway' && uri.path.includes('Plan '),
    );
    if (plan) return plan;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits for the run's own words on itself, as the list says them that the status bar item opens; leaves it by Escape. */
async function untilManaged(pattern: RegExp): Promise<void> {
  const window = vscode.window as unknown as {
    showQuickPick: (items: unknown, options: vscode.QuickPickOptions) => unknown;
  };
  const original = window.showQuickPick;
  let title = '';
  window.showQuickPick = (items: unknown, options: vscode.QuickPickOptions) => {
    // The question for the scope comes before the run.
    if (options.title?.startsWith('Associate ')) return original(items, options);
    title = options.title ?? '';
    return Promise.resolve(undefined);
  };
  try {
    while (!pattern.test(title)) {
      await run('association.manage');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } finally {
    window.showQuickPick = original;
  }
}

describe('association', () => {
  before(async () => {
    await vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding')?.activate();
    await run('inventory.refresh');
  });
  afterEach(() => run('inventory.refresh'));
  // Other suites find the tenant with a gateway that is in use.
  after(() => associate(atBranches, [`Associate ${atBranches.length}`], { gatewayId: gatewayIds.branches }));

  it('of one says what changes, what takes it back and what to know, and changes nothing when declined', async () => {
    const row = machine(production, 'rg-lab', 'lab-test-02');
    const [asked, ...others] = await associate([row], []);
    assert.match(asked?.message ?? '', /^Associate lab-test-02 with gw-hub-weu\? \(sample tenant\)$/);
    assert.match(asked?.detail ?? '', /Changes, in this order:\n• Associate lab-test-02 with gw-hub-weu\./);
    assert.match(asked?.detail ?? '', /To undo:\n• Clear the association\./);
    assert.match(asked?.detail ?? '', /Agents before 1\.51 don’t switch to a gateway automatically/);
    assert.deepEqual(others, []);
  });

  it('of one is done, and is there when it is asked for again', async () => {
    const row = machine(production, 'rg-lab', 'lab-test-02');
    const shown = await associate([row], ['Associate']);
    assert.match(messages(shown), /lab-test-02 is associated with gw-hub-weu\./);
    const [again] = await associate([row], ['Associate']);
    assert.match(again?.message ?? '', /already associated with gw-hub-weu/);
  });

  it('of one tells its agent too when that is wanted', async () => {
    const row = machine(production, 'rg-lab', 'lab-test-02');
    const shown = await associate([row], ['On the machine too…', 'Azure run command', 'Run', 'Associate']);
    const asked = shown.find(({ message }) => message.startsWith('Associate lab-test-02'));
    assert.match(asked?.detail ?? '', /• Set connection\.type of the agent on lab-test-02 to gateway\./);
    assert.match(messages(shown), /lab-test-02 is associated with gw-hub-weu, and its agent uses it\./);
  });

  it('refuses one with the reason', async () => {
    const [refused, ...others] = await associate([machine(production, 'rg-sql-prod', 'sql-fra-01')], ['Associate']);
    assert.match(refused?.message ?? '', /sql-fra-01 can’t be associated with gw-hub-weu/);
    assert.match(refused?.detail ?? '', /private link scope/);
    assert.deepEqual(others, []);
  });

  it('of many shows the plan, asks with the counts, and does nothing when declined', async () => {
    const rows = [
      ...plants,
      machine(production, 'rg-azurelocal-ham', 'azl-ham-n1'),
      machine(production, 'rg-sql-prod', 'sql-fra-01'),
    ];
    const [asked, ...others] = await associate(rows, []);
    assert.match(asked?.message ?? '', /^Associate 4 resources with gw-hub-weu\?/);
    assert.match(asked?.detail ?? '', /^1 is blocked and won’t change\.\n1 needs no change\.\n3 need attention/);
    assert.deepEqual(others, []);
    const plan = await planDocument();
    assert.match(plan.getText(), /\| sql-fra-01 \| rg-sql-prod \| none \| private link scope pls-sql-fra \|/);
  });

  it('of many is paused, resumed and ends with a report; clusters have both sides', async () => {
    let shown: readonly Shown[] = [];
    const ended = whenRunBegins('association.pause', () =>
      associate([...branchRows, ...branchRows], ['Associate 17']).then((all) => (shown = all)),
    );
    await untilManaged(/^Association paused 16 of 17$/);
    assert.equal(reports().length, 0);
    await run('association.resume');
    await ended;
    assert.match(messages(shown), /17 resources associated\. See the report for details\./);
    const [report = ''] = reports();
    assert.match(report, /\| Account \| sample account \|/);
    assert.match(report, /## Done \(17\)/);
    assert.match(report, /\| k3s-oslo-01 \| rg-stores \| none, but enabled on the cluster \| gw-hub-weu \|/);
    const [again] = await associate(branchRows, []);
    assert.match(again?.message ?? '', /There is nothing to change/);
  });

  it('is canceled: what has begun ends, and the report says what was not tried', async () => {
    let shown: readonly Shown[] = [];
    const back = { gatewayId: gatewayIds.branches };
    const ended = whenRunBegins('association.cancel', () =>
      associate(branchRows, ['Associate 17'], back).then((all) => (shown = all)),
    );
    await ended;
    const report = reports().at(-1) ?? '';
    assert.match(report, /\| Ended \| .*, canceled \|/);
    assert.match(report, /## Not tried \(17\)/);
    assert.match(messages(shown), /0 resources associated, 17 not\. See the report/);
  });

  it('is not canceled by the answer to an offer that is out of date', async () => {
    let shown: readonly Shown[] = [];
    await whenRunBegins(
      'association.cancel',
      () =>
        associate(plants.slice(0, 2), ['Associate 2'], { gatewayId: gatewayIds.branches }).then((all) => (shown = all)),
      { journal: 'earlier.jsonl' },
    );
    assert.match(messages(shown), /This offer is out of date/);
    assert.match(messages(shown), /2 resources associated\./);
    await associate(plants.slice(0, 2), ['Associate 2']);
  });

  it('detaches a selection, clusters first told and then cleared', async () => {
    const rows = [cluster('k3s-lyon-01'), ...stores.slice(0, 2)];
    const shown = await withAnswers(['Detach 3', inAzure], async () => run('resource.detach', rows[0], rows));
    assert.match(shown[1]?.message ?? '', /^Detach 3 resources from their gateways\?/);
    assert.match(messages(shown), /3 resources detached\./);
    const [again] = await withAnswers([], async () => run('resource.detach', stores[0]));
    assert.match(again?.message ?? '', /no longer associated with a gateway/);
  });

  it('says of a cloud without gateways that it has none, not that none is ready', async () => {
    const cloud = cloudOf('AzureUSGovernment');
    const context = { globalState: { get: () => undefined }, globalStorageUri: vscode.Uri.file('/nowhere') };
    const needs = {
      context,
      tenant: { cloud: cloud.ok && cloud.value },
      inventory: {},
    } as unknown as AssociationDependencies;
    const session = new AssociationSession(needs);
    const isAbsent = /^ArcError: Arc gateway isn’t available in Azure US Government/;
    await assert.rejects(session.associate(plants[0], plants), isAbsent);
    await assert.rejects(session.detach(plants[0], plants), isAbsent);
  });

  it('says when there is nothing to act on, or to manage', async () => {
    const [none] = await withAnswers([], async () => run('resource.associate', {}));
    assert.match(none?.message ?? '', /Choose a resource/);
    const [idle] = await withAnswers([], async () => run('association.pause'));
    assert.match(idle?.message ?? '', /No run is in progress/);
    const [gone] = await withAnswers([], async () => run('association.resume', { journal: 'gone.jsonl' }));
    assert.match(gone?.message ?? '', /There is no run to resume/);
  });
});
