import { isRecord } from '../../kernel/isRecord';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { noGatewaysIn } from '../../kernel/knowledge/errors';
import type { Associable } from '../../kernel/resources';
import { foreign, say, type BoxText } from '../../kernel/text/boxText';
import { resourceCount } from '../../kernel/text/quantities';
import type { CommandId } from '../../ids';
import {
  type Agents,
  type AgentSurvey,
  type AssociationGoal,
  type AssociationPlan,
  goalText,
  planDocument,
  type RunRecord,
} from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { pickOne } from '../../vscode/boxes/picks';
import { setContextKey } from '../../vscode/contextKeys';
import { withProgress } from '../../vscode/boxes/progress';
import { associablesAmong, associableTargets, gatewayNamedBy } from '../../vscode/commandArguments';
import { ActiveRun, type RunOptions } from './activeRun';
import { announceMany, announceOne, unsuccessful } from './announce';
import { chooseGateway } from './chooseGateway';
import { chooseScope, concernsAgents, scopeNamedBy } from './chooseScope';
import { confirmMany, confirmOne } from './confirm';
import { InterruptedRun } from './interruptedRun';
import { endedState } from './latestRun';
import { noRunUnderWay, nothingFailed, offerOutOfDate, runUnderWay } from './errors';
import { gatherPlan } from './gatherPlan';
import type { AssociationDependencies } from './dependencies';
import { saveReport, showReport } from './reports';
import { type OpenRun, RunStore } from './runStore';
import { progressText } from './statusItem';

/** One run at a time, across all windows. */
export class AssociationSession implements vscode.Disposable {
  private readonly runs: RunStore;
  private readonly interrupted: InterruptedRun;
  private active: ActiveRun | undefined;

  constructor(private readonly dependencies: AssociationDependencies) {
    this.runs = new RunStore(dependencies.context);
    this.interrupted = new InterruptedRun(this.runs, dependencies);
  }

  /** The argument may have `gatewayId` and `onMachine`. True once the run has ended. */
  async associate(argument: unknown, selection: unknown): Promise<true> {
    this.mustHaveGateways();
    const { inventory } = this.dependencies.inventory;
    const resources = associableTargets(inventory, argument, selection);
    if (!inventory) throw canceled();
    const { id, name } = gatewayNamedBy(inventory, argument) ?? (await chooseGateway(inventory, resources));
    return this.changeInScope(resources, { kind: 'associate', gateway: { id, name }, ...scopeNamedBy(argument) });
  }

  /** The argument may have `onMachine`. True once the run has ended. */
  async detach(argument: unknown, selection: unknown): Promise<true> {
    this.mustHaveGateways();
    const resources = associableTargets(this.dependencies.inventory.inventory, argument, selection);
    return this.changeInScope(resources, { kind: 'detach', ...scopeNamedBy(argument) });
  }

  pause(): void {
    this.running().pause();
  }

  /** The argument may have the offered `journal`. */
  async resume(argument: unknown): Promise<void> {
    const offered = this.offeredBy(argument);
    if (this.active) {
      this.active.resume();
      return;
    }
    const agents = await this.interrupted.agents();
    const taken = await this.runs.claim(offered);
    if (taken.journal)
      await announceMany(this.dependencies.documents, await this.follow(taken, { isQuiet: false, agents }));
    else await this.interrupted.showEnded(taken);
  }

  /** Also ends an earlier window's run, without further changes. */
  async cancel(argument: unknown): Promise<void> {
    const offered = this.offeredBy(argument);
    if (this.active) {
      this.active.cancel();
      return;
    }
    await this.interrupted.discard(offered);
  }

  async manage(): Promise<void> {
    const run = this.running();
    const turn =
      run.progress.state === 'running'
        ? ({ label: say`$(debug-pause) Pause`, act: 'pause' } as const)
        : ({ label: say`$(debug-continue) Resume`, act: 'resume' } as const);
    const others = [
      { label: say`$(debug-stop) Cancel`, description: say`Changes in progress are completed`, act: 'cancel' },
      { label: say`$(output) Show log`, act: 'log' },
    ] as const;
    const title = progressText(run.progress, run.goal);
    const chosen = await pickOne([turn, ...others], { title });
    if (chosen?.act === 'log') this.dependencies.log.show();
    else if (chosen) run[chosen.act]();
  }

  async showReport(): Promise<void> {
    await showReport(this.dependencies.documents, await this.runs.latest());
  }

  async saveReport(): Promise<void> {
    await saveReport(await this.runs.latest());
  }

  async retry(): Promise<true> {
    const record = await this.runs.latest();
    const resources = associablesAmong(this.dependencies.inventory.inventory, unsuccessful(record));
    if (resources.length > 0) return this.change(resources, record.head.plan.goal);
    throw nothingFailed();
  }

  get isHeld(): boolean {
    return this.runs.isHeld;
  }

  async offerResume(): Promise<void> {
    if (!this.active) await this.interrupted.offer();
  }

  dispose(): void {
    this.active?.dispose();
  }

  private async changeInScope(resources: readonly Associable[], goal: AssociationGoal): Promise<true> {
    await this.refuseSecond();
    const isForAgents = resources.length > 1 && this.concernsAgents(resources, goal);
    return this.change(
      resources,
      isForAgents ? await chooseScope(goal, foreign('sentence', goalText(goal, resources.length))) : goal,
    );
  }

  /** Resolves when the run has ended. */
  private async change(resources: readonly Associable[], goal: AssociationGoal): Promise<true> {
    await this.refuseSecond();
    const { tenant, remoteAccess } = this.dependencies;
    const met = goal.onMachine && (await (await import('./agents')).connectToAgents(remoteAccess, resources, goal));
    const plan = await this.planned(resources, goal, met ? met.states : undefined);
    const [only, ...others] = plan.items;
    if (only && others.length === 0) {
      const offersMachine = this.concernsAgents(resources, goal);
      const chosen = await confirmOne(plan, only, { isSample: tenant.isSample, offersMachine });
      if (chosen === 'onMachine') return this.change(resources, { ...goal, onMachine: true });
      announceOne(await this.runOne(plan, met?.agents));
    } else {
      await this.showPlan(plan);
      await confirmMany(plan, tenant.isSample);
      await announceMany(
        this.dependencies.documents,
        await this.follow(await this.begin(plan), { isQuiet: false, agents: met?.agents }),
      );
    }
    return true;
  }

  /** Offers to register what the resources' subscriptions lack, and plans again once they have it. */
  private async planned(
    resources: readonly Associable[],
    goal: AssociationGoal,
    agents: AgentSurvey['states'] | undefined,
  ): Promise<AssociationPlan> {
    const gather = () =>
      withProgress(planningText(resources), (report, signal) =>
        gatherPlan(this.dependencies, resources, goal, { report, signal, agents }),
      );
    const { plan, unregistered } = await gather();
    let hasRegistered = false;
    for (const registrations of unregistered) {
      const command: CommandId = 'arcGateway.provider.register';
      if (await vscode.commands.executeCommand(command, registrations)) hasRegistered = true;
    }
    return hasRegistered ? (await gather()).plan : plan;
  }

  private concernsAgents(resources: readonly Associable[], goal: AssociationGoal): boolean {
    const { inventory } = this.dependencies.inventory;
    return goal.onMachine === undefined && inventory !== undefined && concernsAgents(inventory, resources, goal);
  }

  private async showPlan(plan: AssociationPlan): Promise<void> {
    const { goal } = plan;
    const title =
      goal.kind === 'associate' ? say`Plan for ${foreign('azureName', goal.gateway.name)}` : say`Plan to detach`;
    await this.dependencies.documents.show(title, planDocument(plan));
    if (plan.items.some(({ verdict }) => verdict === 'change')) return;
    void showInformation(say`There is nothing to change. See the plan for the reasons.`);
    throw canceled();
  }

  private async runOne(plan: AssociationPlan, agents: Agents | undefined): Promise<RunRecord> {
    const opened = await this.begin(plan);
    const title = progressTitle(plan);
    return withProgress(title, (_, signal) => {
      signal.addEventListener('abort', () => this.active?.cancel());
      return this.follow(opened, { isQuiet: true, agents });
    });
  }

  private async begin(plan: AssociationPlan): Promise<OpenRun> {
    await this.refuseSecond();
    const { tenant } = this.dependencies;
    const account = await tenant.account();
    const startedAt = new Date().toISOString();
    return this.runs.begin({
      plan,
      environment: tenant.environment,
      startedAt,
      ...(account !== undefined && { account }),
    });
  }

  private async follow({ name, journal, record }: OpenRun, options: RunOptions): Promise<RunRecord> {
    const run = await journal.orClose(() => new ActiveRun(this.dependencies, journal, record, options));
    this.active = run;
    let hasFailures = true;
    try {
      const ended = await run.finish();
      hasFailures = unsuccessful(ended).length > 0;
      await this.runs.end(name, hasFailures);
      return ended;
    } finally {
      this.active = undefined;
      setContextKey('arcGateway.associationState', endedState({ hasFailures }));
    }
  }

  /** Throws for an offer that outlived its run. */
  private offeredBy(argument: unknown): string | undefined {
    if (!isRecord(argument) || !('journal' in argument)) return undefined;
    if (this.active) throw offerOutOfDate();
    return String(argument.journal);
  }

  private mustHaveGateways(): void {
    const { cloud } = this.dependencies.tenant;
    if (cloud?.gateways === 'absent') throw noGatewaysIn(cloud);
  }

  private async refuseSecond(): Promise<void> {
    if (this.active) throw runUnderWay();
    await this.interrupted.mustBeOver();
  }

  private running(): ActiveRun {
    if (this.active) return this.active;
    throw noRunUnderWay();
  }
}

function progressTitle({ goal, items: [item] }: AssociationPlan): BoxText {
  const name = foreign('azureName', item?.resource.name ?? '');
  return goal.kind === 'associate'
    ? say`Associating ${name} with ${foreign('azureName', goal.gateway.name)}`
    : say`Detaching ${name} from its gateway`;
}

const planningText = ([first, ...others]: readonly Associable[]): BoxText =>
  first && others.length === 0
    ? say`Planning for ${foreign('azureName', first.name)}`
    : say`Planning for ${foreign('sentence', resourceCount(others.length + 1))}`;
