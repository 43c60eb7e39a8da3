import * as vscode from 'vscode';
import {
  type Agents,
  ArcError,
  type Associable,
  type AssociationGoal,
  type AssociationPlan,
  cancelled,
  counted,
  doingText,
  goalText,
  openItems,
  planDocument,
  type RunRecord,
  SubscriptionPacers,
} from '../core';
import { systemClock } from '../host/clock';
import { setContextKey } from '../host/contextKeys';
import { withProgress } from '../host/progress';
import { associablesAmong, associableTargets, gatewayNamedBy } from '../host/target';
import { ActiveRun, type RunOptions } from './activeRun';
import { meetAgents, reopenAgents } from './agents';
import { announceMany, announceOne, unsuccessful } from './announce';
import { chooseGateway } from './chooseGateway';
import { chooseScope, concernsAgents, scopeNamedBy } from './chooseScope';
import { confirmMany, confirmOne } from './confirm';
import { gatherPlan } from './gatherPlan';
import type { JournalFile } from './journalFile';
import type { Needs } from './needs';
import { saveReport, showReport } from './reports';
import { RunStore } from './runStore';
import { progressText } from './statusItem';

/** Everything about changing associations, from the plan to the report. One run at a time, in one window at a time. */
export class AssociationSession implements vscode.Disposable {
  private readonly pacers = new SubscriptionPacers(systemClock);
  private readonly runs: RunStore;
  private active: ActiveRun | undefined;

  constructor(private readonly needs: Needs) {
    this.runs = new RunStore(needs.context);
  }

  /** The argument may name a gateway, as `{ gatewayId }`, else the person is asked for one; and a scope, as `onMachine`. */
  async associate(argument: unknown, selection: unknown): Promise<void> {
    const { inventory } = this.needs.inventory;
    const resources = associableTargets(inventory, argument, selection);
    if (!inventory) throw cancelled();
    const { id, name } = gatewayNamedBy(inventory, argument) ?? (await chooseGateway(inventory, resources.length));
    await this.changeInScope(resources, { kind: 'associate', gateway: { id, name }, ...scopeNamedBy(argument) });
  }

  async detach(argument: unknown, selection: unknown): Promise<void> {
    const resources = associableTargets(this.needs.inventory.inventory, argument, selection);
    await this.changeInScope(resources, { kind: 'detach' });
  }

  pause(): void {
    this.running().pause();
  }

  /** Goes on with what is paused, or with what an earlier window left. */
  async resume(): Promise<void> {
    if (this.active) {
      this.active.resume();
      return;
    }
    const agents = await this.agentsOfInterrupted();
    const { journal, record } = await this.runs.takeOver();
    await announceMany(await this.follow(journal, record, { isQuiet: false, agents }));
  }

  /** Ends the run; of one that an earlier window left, what is open stays as it is. */
  async cancel(): Promise<void> {
    if (this.active) {
      this.active.cancel();
      return;
    }
    const { journal, record } = await this.runs.takeOver();
    const end = { how: 'cancelled', at: new Date().toISOString() } as const;
    await journal.append({ type: 'ended', ...end });
    await journal.close();
    await this.runs.end(journal, { ...record, end });
    setContextKey('arcGateway.associationState', 'ended');
    await announceMany({ ...record, end });
  }

  /** What the status bar item opens. */
  async manage(): Promise<void> {
    const run = this.running();
    const turn =
      run.progress.state === 'running'
        ? ({ label: '$(debug-pause) Pause', act: 'pause' } as const)
        : ({ label: '$(debug-continue) Resume', act: 'resume' } as const);
    const others = [
      { label: '$(debug-stop) Cancel', description: 'What has begun is brought to its end', act: 'cancel' },
      { label: '$(output) Show Log', act: 'log' },
    ] as const;
    const title = progressText(run.progress, run.goal);
    const chosen = await vscode.window.showQuickPick([turn, ...others], { title });
    if (chosen?.act === 'log') this.needs.log.show();
    else if (chosen) run[chosen.act]();
  }

  async showReport(): Promise<void> {
    await showReport(await this.runs.latest());
  }

  async saveReport(): Promise<void> {
    await saveReport(await this.runs.latest());
  }

  /** Plans again for all that did not come to what was wanted. */
  async retry(): Promise<void> {
    const record = await this.runs.latest();
    const resources = associablesAmong(this.needs.inventory.inventory, unsuccessful(record));
    if (resources.length > 0) return this.change(resources, record.head.plan.goal);
    const message = 'Nothing of the latest run has failed, or what has is not in the inventory any more.';
    throw new ArcError({ code: 'Conflict' }, message);
  }

  /** Whether another window has a run. */
  get isElsewhere(): boolean {
    return this.runs.isElsewhere;
  }

  /** Says that an earlier window left a run, where it would go on. */
  async offerResume(): Promise<void> {
    const record = await this.runs.interrupted();
    if (!record || this.active) return;
    setContextKey('arcGateway.associationState', 'interrupted');
    if (record.head.environment !== this.needs.tenant.environment) return;
    const open = openItems(record).length;
    const resume = `Resume ${open}`;
    const chosen = await vscode.window.showInformationMessage(
      `A change of associations was interrupted: ${record.results.size} done, ${open} to go.`,
      resume,
      'Discard',
    );
    if (chosen === resume) await this.resume();
    if (chosen === 'Discard') await this.cancel();
  }

  dispose(): void {
    this.active?.dispose();
  }

  private async changeInScope(resources: readonly Associable[], goal: AssociationGoal): Promise<void> {
    await this.refuseSecond();
    const isForAgents = resources.length > 1 && this.concernsAgents(resources, goal);
    await this.change(resources, isForAgents ? await chooseScope(goal, goalText(goal, resources.length)) : goal);
  }

  /** Plans, asks, runs and reports; resolves when the run has ended. */
  private async change(resources: readonly Associable[], goal: AssociationGoal): Promise<void> {
    await this.refuseSecond();
    const { tenant, reach } = this.needs;
    const met = goal.onMachine && (await meetAgents(reach, resources, goal));
    const plan = await withProgress(`Planning for ${namedOrCounted(resources)}`, (_, signal) =>
      gatherPlan(this.needs, this.pacers, resources, goal, signal, met?.facts),
    );
    const [only, ...others] = plan.items;
    if (only && others.length === 0) {
      const offersMachine = this.concernsAgents(resources, goal);
      const chosen = await confirmOne(plan, only, { isSample: tenant.isSample, offersMachine });
      if (chosen === 'onMachine') return this.change(resources, { ...goal, onMachine: true });
      announceOne(await this.runOne(plan, met?.agents));
    } else {
      await this.showPlan(plan);
      await confirmMany(plan, tenant.isSample);
      const { journal, record } = await this.begin(plan);
      await announceMany(await this.follow(journal, record, { isQuiet: false, agents: met?.agents }));
    }
  }

  /** Asks for the way to the machines before the run is taken over, so that who gives up leaves it as it is. */
  private async agentsOfInterrupted(): Promise<Agents | undefined> {
    const record = await this.runs.interrupted();
    if (!record?.head.plan.goal.onMachine) return undefined;
    const { items } = record.head.plan;
    const open = openItems(record).flatMap((index) => items[index] ?? []);
    return reopenAgents(this.needs.reach, open);
  }

  private concernsAgents(resources: readonly Associable[], goal: AssociationGoal): boolean {
    const { inventory } = this.needs.inventory;
    return goal.onMachine === undefined && inventory !== undefined && concernsAgents(inventory, resources, goal);
  }

  private async showPlan(plan: AssociationPlan): Promise<void> {
    const title = plan.goal.kind === 'associate' ? `Plan for ${plan.goal.gateway.name}` : 'Plan to detach';
    await this.needs.documents.show(title, planDocument(plan));
    if (plan.items.some(({ verdict }) => verdict === 'change')) return;
    void vscode.window.showInformationMessage('There is nothing to change; the plan says why.');
    throw cancelled();
  }

  private async runOne(plan: AssociationPlan, agents: Agents | undefined): Promise<RunRecord> {
    const { journal, record } = await this.begin(plan);
    return withProgress(doingText(plan.goal, plan.items[0]?.resource.name ?? ''), (_, signal) => {
      signal.addEventListener('abort', () => this.active?.cancel());
      return this.follow(journal, record, { isQuiet: true, agents });
    });
  }

  private async begin(plan: AssociationPlan) {
    await this.refuseSecond();
    const { tenant } = this.needs;
    const account = await tenant.account();
    const startedAt = new Date().toISOString();
    return this.runs.begin({
      plan,
      environment: tenant.environment,
      startedAt,
      ...(account !== undefined && { account }),
    });
  }

  private async follow(journal: JournalFile, record: RunRecord, options: RunOptions): Promise<RunRecord> {
    const run = new ActiveRun(this.needs, journal, this.pacers, record, options);
    this.active = run;
    try {
      const ended = await run.finish();
      await this.runs.end(journal, ended);
      return ended;
    } finally {
      this.active = undefined;
      setContextKey('arcGateway.associationState', 'ended');
    }
  }

  private async refuseSecond(): Promise<void> {
    if (this.active) {
      const message = 'A run is under way. Wait until it has ended, or cancel it in the status bar.';
      throw new ArcError({ code: 'Conflict' }, message);
    }
    if (!(await this.runs.interrupted())) return;
    const message = 'An earlier run was interrupted. Run “Resume association” or “Cancel association” first.';
    throw new ArcError({ code: 'Conflict' }, message);
  }

  private running(): ActiveRun {
    if (this.active) return this.active;
    throw new ArcError({ code: 'Conflict' }, 'No run is under way.');
  }
}

const namedOrCounted = (resources: readonly Associable[]): string => {
  const [first] = resources;
  return first && resources.length === 1 ? first.name : counted(resources.length);
};
