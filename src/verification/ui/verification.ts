import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asArcError } from '../../kernel/errors';
import { associationOf } from '../../kernel/inventory';
import { type ArcResource, resourceKey } from '../../kernel/resources';
import { foreign, say } from '../../kernel/text/boxText';
import { Semaphore } from '../../throttling';
import {
  type Expectations,
  lastVerificationOf,
  resourceLog,
  shownText,
  summaryLog,
  type VerificationRecord,
  type VerificationReport,
} from '../engine';
import { interruptedFixes } from '../engine/fixes';
import { writeOutput } from '../../vscode/boxes/tests';
import { targetsOf } from '../../vscode/commandArguments';
import { announceRun } from './announceRun';
import { CheckPages } from './checkPage/checkPages';
import type { VerificationDependencies } from './dependencies';
import { saveFleetPlaybook, saveReport } from './documents';
import { notPrepared, nothingVerified } from './errors';
import { openFleet } from './fleet';
import type { FixingDependencies } from './fixing/fixing';
import { FixJournal } from './fixing/fixJournal';
import { freshExpectations } from './freshExpectations';
import { VerificationSummaryCache } from './verificationSummaryCache';
import { VerificationResultCache } from './verificationResultCache';
import { reportOrigin } from './reportOrigin';
import { showCheck } from './showChecks';
import { siteToVerify } from './siteToVerify';
import { groupOfDocument, groupsOf, keysOf } from './testGroups';
import { testItemIn, type TestTarget, TestTree } from './testTree';
import { ResourceVerifier } from './verifyResources';

type Scope = VerificationReport['scope'];

/** Keeps the log readable; the session has its own limit. */
const parallel = 64;
const explorer = 'workbench.view.testing.focus';

export class Verification {
  private readonly tests: TestTree;
  private readonly last: VerificationResultCache;
  private readonly outcomes: VerificationSummaryCache;
  private readonly journal: FixJournal;
  private latest: VerificationReport | undefined;

  constructor(private readonly dependencies: VerificationDependencies) {
    this.tests = new TestTree(dependencies.controller);
    this.last = new VerificationResultCache(vscode.Uri.joinPath(dependencies.storage, 'last.json'));
    this.outcomes = new VerificationSummaryCache(dependencies.storage);
    this.journal = new FixJournal(vscode.Uri.joinPath(dependencies.storage, 'fixes.jsonl'));
  }

  /** Doesn't query Azure. */
  showTenant(): void {
    const { inventory } = this.dependencies.inventory;
    if (!inventory) return;
    this.tests.showTenant(groupsOf(inventory));
  }

  resolve(item: vscode.TestItem): void {
    this.tests.resolve(item);
  }

  async verifyRows(argument: unknown, selection: unknown): Promise<void> {
    await this.ready();
    await this.verifyResources(targetsOf(this.dependencies.inventory.inventory, argument, selection));
  }

  /** The argument has ids alone: see `runFix`. */
  async fix(argument: unknown, selection: unknown): Promise<void> {
    await this.ready();
    const { runFix } = await import('./fixing/fixing');
    const item = testItemIn(argument);
    await runFix(this.fixing, item ? { resourceIds: this.tests.resourceIdsOf(item) } : argument, selection);
  }

  async openCheckPage(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    await this.ready();
    await this.pages.open(uri, panel);
  }

  /** Of an earlier window. */
  async offerInterruptedFixes(): Promise<void> {
    const open = interruptedFixes(await this.journal.entries(), Date.now());
    if (open.length === 0) return;
    const { offerInterrupted } = await import('./fixing/fixing');
    await offerInterrupted(this.fixing, open);
  }

  private readonly pages = new CheckPages(() => ({
    inventory: this.dependencies.inventory.inventory,
    isSample: this.dependencies.tenant.isSample,
    resultOf: async (key) => (await this.last.load()).resultOf(key),
  }));

  private get fixing(): FixingDependencies {
    return {
      ...this.dependencies,
      journal: this.journal,
      verify: async (resources) => {
        await this.dependencies.inventory.refresh();
        await this.ready();
        await this.verifyResources(resources);
      },
      resultOf: async ({ id }) => (await this.last.load()).resultOf(resourceKey(id)),
    };
  }

  private async verifyResources(rows: readonly ArcResource[]): Promise<void> {
    const { inventory } = this.dependencies.inventory;
    this.showTenant();
    const [row] = rows;
    if (!inventory || !row) return;
    const items = this.tests.itemsOf(keysOf(inventory, rows));
    await this.start(
      items,
      rows.length === 1 ? row.name : { code: 'machinesAndClusters', args: { count: items.length } },
    );
  }

  async verifyDocument(argument: unknown): Promise<void> {
    const uri = await siteToVerify(argument);
    await this.ready();
    const group = await groupOfDocument(uri, this.dependencies.inventory.inventory);
    await this.start([this.tests.show(group)], group.label);
  }

  async openFleetResult(): Promise<void> {
    await this.ready();
    const fleet = await openFleet(this.dependencies.inventory.inventory);
    if (!fleet) return;
    const request = new vscode.TestRunRequest([this.tests.show(fleet.group)]);
    await vscode.commands.executeCommand(explorer);
    await this.record(request, fleet.group.label, fleet.at, (subject) => Promise.resolve(fleet.seen(subject)));
  }

  async saveReport(): Promise<void> {
    if (this.latest) return saveReport(this.latest);
    throw nothingVerified();
  }

  saveFleetPlaybook(): Promise<void> {
    return saveFleetPlaybook();
  }

  async run(request: vscode.TestRunRequest, withLog: boolean): Promise<void> {
    if (request.include === undefined) {
      await this.ready();
      this.showTenant();
    }
    const { include = [] } = request;
    const [only, ...others] = include;
    const scope = only && others.length === 0 ? (this.tests.targetAbove(only)?.item ?? only).label : undefined;
    await this.verify(request, scope ?? { code: 'everything' }, withLog);
  }

  /** Gateway groups need the associations. */
  private async ready(): Promise<void> {
    await this.dependencies.inventory.ensure();
    await this.dependencies.inventory.settled();
  }

  private async start(items: readonly vscode.TestItem[], scope: Scope): Promise<void> {
    await vscode.commands.executeCommand(explorer);
    await this.verify(new vscode.TestRunRequest(items), scope, false);
  }

  private async verify(request: vscode.TestRunRequest, scope: Scope, withLog: boolean): Promise<void> {
    const { inventory, remoteAccess, clusterAccess } = this.dependencies;
    let expected: ReadonlyMap<TestTarget, Expectations> = new Map();
    let verifier: ResourceVerifier | undefined;
    const prepare = async (subjects: readonly TestTarget[], signal: AbortSignal): Promise<void> => {
      expected = await freshExpectations(inventory, subjects, signal);
      verifier = new ResourceVerifier(clusterAccess, withLog);
      await verifier.open(remoteAccess, [...expected.values()]);
    };
    const look = async (subject: TestTarget, signal: AbortSignal): Promise<VerificationRecord> => {
      if (!verifier) throw notPrepared();
      return verifier.verify(expected.get(subject) ?? subject.expectations, signal);
    };
    await this.record(request, scope, undefined, look, prepare);
  }

  /** Always ends the run, and stores the results. */
  private async record(
    request: vscode.TestRunRequest,
    scope: Scope,
    at: string | undefined,
    look: (subject: TestTarget, signal: AbortSignal) => Promise<VerificationRecord>,
    prepare: (subjects: readonly TestTarget[], signal: AbortSignal) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const subjects = this.tests.targetsOf(request);
    const run = this.dependencies.controller.createTestRun(
      request,
      say`Verify ${foreign('azureName', shownText(scope))}`,
    );
    const abort = new AbortController();
    const listener = run.token.onCancellationRequested(() => {
      abort.abort();
    });
    const seen = new Map<TestTarget, VerificationRecord>();
    const activity = this.dependencies.inventory.rowActivities.begin(l10n.t('verifying'));
    try {
      for (const subject of subjects) for (const item of this.tests.checksOf(subject)) run.enqueued(item);
      await prepare(subjects, abort.signal);
      const slots = new Semaphore(parallel);
      const one = async (subject: TestTarget): Promise<void> => {
        for (const item of this.tests.checksOf(subject)) run.started(item);
        const { resourceId: id } = subject.expectations.subject;
        seen.set(subject, await activity.around(id, () => look(subject, abort.signal)));
        this.show(run, subject, seen.get(subject));
      };
      await Promise.all(subjects.map((subject) => slots.run(() => one(subject), abort.signal)));
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code !== 'Canceled') throw error;
      writeOutput(run, 'Canceled.\n');
    } finally {
      listener.dispose();
      activity.end();
      await this.finish(run, scope, at ?? new Date().toISOString(), seen);
    }
  }

  private show(run: vscode.TestRun, subject: TestTarget, seen: VerificationRecord | undefined): void {
    if (!seen) return;
    writeOutput(run, resourceLog(seen.verified, seen.log), subject.item);
    const items = this.tests.checks(subject, seen.verified.checks);
    seen.verified.checks.forEach((check, index) => {
      const item = items[index];
      if (item) showCheck(run, item, check);
    });
  }

  private async finish(
    run: vscode.TestRun,
    scope: Scope,
    at: string,
    seen: ReadonlyMap<TestTarget, VerificationRecord>,
  ): Promise<void> {
    const records = [...seen.values()];
    const resources = records.map(({ verified }) => verified);
    const report = (await this.last.load()).reportOn(at, scope, resources, await reportOrigin(this.dependencies));
    writeOutput(run, summaryLog(report));
    run.end();
    if (resources.length === 0) return;
    this.latest = report;
    await this.reveal(seen);
    await this.last.remember(resources);
    await this.reflect(records, at);
    await this.pages.refresh();
    announceRun(report, this.dependencies);
  }

  /** The first check that failed, or else that is unknown: its row in the Test Explorer. */
  private async reveal(seen: ReadonlyMap<TestTarget, VerificationRecord>): Promise<void> {
    for (const outcome of ['failed', 'unknown'] as const) {
      for (const [target, { verified }] of seen) {
        const index = verified.checks.findIndex((check) => check.outcome === outcome);
        const item = index < 0 ? undefined : this.tests.checks(target, verified.checks)[index];
        if (item) return vscode.commands.executeCommand('vscode.revealTestInExplorer', item);
      }
    }
  }

  /** Includes contradictions between agents and Azure. */
  private async reflect(seen: readonly VerificationRecord[], at: string): Promise<void> {
    const { inventory } = this.dependencies;
    const byKey = new Map(
      seen.flatMap((each) => {
        const id = each.claims ?? each.verified.subject.resourceId;
        return id === undefined ? [] : [[resourceKey(id), each] as const];
      }),
    );
    const outcomes = new Map(
      [...byKey].map(([key, { verified, expectedGateway }]) => {
        const association = inventory.inventory && associationOf(inventory.inventory, { id: key });
        return [key, lastVerificationOf(at, verified.checks, association, expectedGateway)];
      }),
    );
    const noted = await inventory.mergeVerifications(outcomes);
    for (const key of noted) this.observe(byKey.get(key), at);
    await this.outcomes.remember(new Map([...outcomes].filter(([key]) => noted.includes(key))));
  }

  private observe(seen: VerificationRecord | undefined, observedAt: string): void {
    const { connectionType, verified } = seen ?? {};
    if (verified?.subject.resourceId === undefined || connectionType === undefined) return;
    const isSet = connectionType === 'direct' || connectionType === 'gateway';
    this.dependencies.inventory.observe(
      verified.subject.resourceId,
      isSet ? { connectionType, observedAt } : undefined,
    );
  }
}
