import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ArcError } from '../../kernel/errors';
import type { Association } from '../../kernel/inventory';
import type { ArcApi } from '../../kernel/ports';
import { resourceKey, type Subscription } from '../../kernel/resources';
import { foreign, say } from '../../kernel/text/boxText';
import { type Agents, AssociationRun, type ItemResult, type PlannedItem, type RunRecord } from '../engine';
import { showWarning } from '../../vscode/boxes/messages';
import { systemClock } from '../../vscode/clock';
import { actionsFor } from '../../vscode/failures';
import { setContextKey } from '../../vscode/contextKeys';
import type { RowActivity, SeenAssociation } from '../../inventory';
import { runOfOtherEnvironment, runOfOtherTenant } from './errors';
import type { JournalFile } from './journalFile';
import type { AssociationDependencies } from './dependencies';
import { StatusItem } from './statusItem';

// In ms; a cluster's setting takes minutes.
const timeout = 10 * 60_000;
// In ms; limits redraws of a tree with 10,000 rows.
const showEvery = 400;

export interface RunOptions {
  /** The caller shows the progress. */
  readonly isQuiet: boolean;
  /** Required if the goal includes agents. */
  readonly agents?: Agents | undefined;
}

export class ActiveRun implements vscode.Disposable {
  private readonly run: AssociationRun;
  private readonly status: StatusItem | undefined;
  private readonly activity: RowActivity;
  private seen = new Map<string, SeenAssociation>();
  private timer: NodeJS.Timeout | undefined;
  private told: ArcError | undefined;
  private isClosing = false;

  constructor(
    private readonly dependencies: AssociationDependencies,
    private readonly journal: JournalFile,
    record: RunRecord,
    { isQuiet, agents }: RunOptions,
  ) {
    this.status = isQuiet ? undefined : new StatusItem(record.head.plan.goal);
    const isDetach = record.head.plan.goal.kind === 'detach';
    this.activity = dependencies.inventory.rowActivities.begin(isDetach ? l10n.t('detaching') : l10n.t('associating'));
    this.run = new AssociationRun(record, {
      connect: () => this.connect(),
      agents,
      clock: systemClock,
      utcNow: () => new Date().toISOString(),
      journal,
      timeoutSignal: () => AbortSignal.timeout(timeout),
      onProgress: () => {
        if (this.isClosing) return;
        this.timer ??= setTimeout(() => {
          this.show();
        }, showEvery);
      },
      onResult: (item, result, association) => {
        if (association) this.note(item, result, association);
      },
    });
  }

  async finish(): Promise<RunRecord> {
    const { head } = this.run;
    this.dependencies.log.info(
      `Changing ${this.run.progress.total} associations in ${head.environment}; journal ${this.journal.name}.`,
    );
    this.show();
    try {
      return await this.run.run();
    } finally {
      this.show();
      this.status?.dispose();
      this.activity.end();
      await this.journal.close();
    }
  }

  get progress(): AssociationRun['progress'] {
    return this.run.progress;
  }

  get goal(): RunRecord['head']['plan']['goal'] {
    return this.run.head.plan.goal;
  }

  pause(): void {
    this.run.pause();
    this.show();
  }

  resume(): void {
    this.told = undefined;
    this.run.resume();
    this.show();
  }

  cancel(): void {
    this.run.cancel();
    this.show();
  }

  /** Starts nothing more; the next window resumes after this process has ended. */
  dispose(): void {
    this.isClosing = true;
    this.journal.abandon();
    this.run.pause();
    this.status?.dispose();
    this.activity.end();
    clearTimeout(this.timer);
  }

  /** In the run's own cloud and tenant, not the selected ones. */
  private async connect() {
    const { tenant } = this.dependencies;
    const { environment, plan } = this.run.head;
    if (tenant.environment !== environment) {
      throw runOfOtherEnvironment(environment, tenant.environment);
    }
    const api = await tenant.api();
    const { tenantId } = plan;
    if (tenantId === undefined) return { api, account: await tenant.account() };
    const others = await subscriptionsOf(api, tenantId);
    // Azure sometimes omits the tenant.
    if (others.length > 0 && others.every((each) => each.tenantId !== '' && !isSameTenant(each.tenantId, tenantId))) {
      throw runOfOtherTenant(tenantId);
    }
    return { api, account: await tenant.account() };
  }

  private note({ resource: { id } }: PlannedItem, { after, at }: ItemResult, association: Association): void {
    const { connectionType } = after ?? {};
    this.seen.set(resourceKey(id), { resourceId: id, association });
    if (connectionType === undefined) return;
    const observed = connectionType === 'default' ? undefined : { connectionType, observedAt: at };
    this.dependencies.inventory.observe(id, observed);
  }

  private show(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { inventory, tenant } = this.dependencies;
    if (tenant.environment === this.run.head.environment) inventory.mergeAssociations([...this.seen.values()]);
    this.seen = new Map();
    const { progress } = this.run;
    this.status?.update(progress);
    this.activity.show(progress.currentIds);
    if (progress.state === 'ended') return;
    setContextKey('arcGateway.associationState', progress.state === 'running' ? 'running' : 'paused');
    if (progress.obstacle && progress.obstacle !== this.told) this.tell(progress.obstacle);
  }

  private tell(obstacle: ArcError): void {
    this.told = obstacle;
    this.dependencies.log.warn(`The run is paused: ${obstacle.message}`);
    const actions = obstacle.code === 'SignedOut' ? actionsFor(obstacle) : [];
    const resume = say`Resume`;
    const titles = [resume, ...actions.map(({ title }) => title)];
    void showWarning(say`The run is paused: ${foreign('failure', obstacle.message)}`, ...titles).then((chosen) => {
      if (chosen === resume) this.resume();
      const action = actions.find(({ title }) => title === chosen);
      if (action) void vscode.commands.executeCommand(action.command, action.argument);
    });
  }
}

/** Retries on throttling, which shouldn't pause the run. */
function subscriptionsOf(api: ArcApi, tenantId: string): Promise<readonly Subscription[]> {
  const signal = AbortSignal.timeout(timeout);
  // Azure limits tenant requests separately.
  return api.pacers.of(tenantId).reads.run(() => api.subscriptions(signal), signal);
}

const isSameTenant = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
