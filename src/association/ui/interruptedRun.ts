import * as vscode from 'vscode';
import { foreign, say } from '../../kernel/text/boxText';
import { formatNumber } from '../../kernel/text/phrases';
import { type Agents, openItems, type RunRecord } from '../engine';
import { showInformation } from '../../vscode/boxes/messages';
import { setContextKey } from '../../vscode/contextKeys';
import type { CommandId } from '../../ids';
import { announceEndedUnseen, announceMany, unsuccessful } from './announce';
import type { AssociationDependencies } from './dependencies';
import { runInterrupted, runningElsewhere, runOfNewerVersion } from './errors';
import { endedState } from './latestRun';
import { showReport } from './reports';
import type { AbandonedRun, RunStore } from './runStore';

const cancelCommand: CommandId = 'arcGateway.association.cancel';

export class InterruptedRun {
  constructor(
    private readonly runs: RunStore,
    private readonly dependencies: Pick<AssociationDependencies, 'documents' | 'remoteAccess' | 'tenant'>,
  ) {}

  /** Only in the run's own cloud; announces its end if unseen. */
  async offer(): Promise<void> {
    const abandoned = await this.runs.abandoned();
    if (!abandoned) return;
    const { name, record } = abandoned;
    if (!record) return this.offerToDiscard(name);
    if (record.end) {
      await this.forget(name, record);
      announceEndedUnseen(record);
      return;
    }
    setContextKey('arcGateway.associationState', 'interrupted');
    if (record.head.environment !== this.dependencies.tenant.environment) return;
    const count = foreign('sentence', formatNumber(openItems(record).length));
    const done = foreign('sentence', formatNumber(record.results.size));
    const resume = say`Resume ${count}`;
    const discard = say`Discard`;
    const chosen = await showInformation(
      say`A run was interrupted: ${done} done, ${count} remaining.`,
      resume,
      discard,
    );
    const run = (command: CommandId) => vscode.commands.executeCommand(command, { journal: name });
    if (chosen === resume) await run('arcGateway.association.resume');
    if (chosen === discard) await run(cancelCommand);
  }

  private async offerToDiscard(name: string): Promise<void> {
    setContextKey('arcGateway.associationState', 'interrupted');
    const discard = say`Discard`;
    const chosen = await showInformation(foreign('sentence', runOfNewerVersion(name).message), discard);
    if (chosen === discard) await vscode.commands.executeCommand(cancelCommand, { journal: name });
  }

  /** Throws `Conflict` while the interrupted run blocks a new one. */
  async mustBeOver(): Promise<void> {
    if (this.runs.isHeld) throw runningElsewhere();
    const abandoned = await this.runs.abandoned();
    if (!abandoned) return;
    if (!abandoned.record) throw runOfNewerVersion(abandoned.name);
    if (abandoned.record.end) return;
    setContextKey('arcGateway.associationState', 'interrupted');
    throw runInterrupted(abandoned.name);
  }

  /** Opens the machine sessions before claiming the run, so canceling here leaves it untouched. */
  async agents(): Promise<Agents | undefined> {
    const record = (await this.runs.abandoned())?.record;
    if (!record?.head.plan.goal.onMachine || record.end) return undefined;
    const { items } = record.head.plan;
    const open = openItems(record).flatMap((index) => items[index] ?? []);
    const { reconnectToAgents } = await import('./agents');
    return reconnectToAgents(this.dependencies.remoteAccess, open);
  }

  async discard(offered: string | undefined): Promise<void> {
    const abandoned = await this.runs.abandoned();
    const isNewer = abandoned !== undefined && !abandoned.record;
    if (isNewer && (offered === undefined || offered === abandoned.name)) return this.forget(abandoned.name);
    const { name, journal, record } = await this.runs.claim(offered);
    if (!journal) return this.showEnded({ name, record });
    const end = { how: 'cancelled', at: new Date().toISOString() } as const;
    try {
      await journal.append({ type: 'ended', ...end });
    } finally {
      await journal.close();
    }
    await this.forget(name, record);
    await announceMany(this.dependencies.documents, { ...record, end });
  }

  /** Its own window ended it. */
  async showEnded({ name, record }: AbandonedRun): Promise<void> {
    await this.forget(name, record);
    announceEndedUnseen(record);
    await showReport(this.dependencies.documents, record);
  }

  /** Without a record, nobody can read what became of it. */
  private async forget(name: string, record?: RunRecord): Promise<void> {
    const hasFailures = record !== undefined && unsuccessful(record).length > 0;
    await this.runs.end(name, hasFailures);
    setContextKey('arcGateway.associationState', endedState({ hasFailures }));
  }
}
