import type { AssociationApi } from '../../src/association/engine/performItem';
import type { Clock } from '../../src/kernel/clock';
import { ArcError, canceled } from '../../src/kernel/errors';
import { resourceKey } from '../../src/kernel/resources';
import { SubscriptionPacers } from '../../src/throttling/subscriptionPacers';
import type { RunPorts } from '../../src/association/engine/associationRun';
import type { AssociationGoal } from '../../src/association/engine/goal';
import type { JournalEntry, RunHead } from '../../src/association/engine/journal';
import type { AgentState } from '../../src/association/engine/machine/agentState';
import type { AssociationPlan } from '../../src/association/engine/planAssociation';
import type { Associable } from '../../src/kernel/resources';
import { planAssociation, providerKey, providersFor } from '../../src/association/engine/planAssociation';
import { inventory, type Parts } from './resources';

interface Written {
  readonly id: string;
  readonly what: 'association' | 'cluster';
  readonly to: string | boolean | undefined;
}

/** Answers before it is asked: what goes wrong with a request, or nothing. */
type Trouble = (kind: 'read' | 'write', id: string, what: Written['what']) => ArcError | undefined;

/** An Azure that has nothing but associations. It takes its time, and counts what it is told. */
export class FakeAssociations implements AssociationApi {
  readonly written: Written[] = [];
  readonly pacers: SubscriptionPacers;
  reads = 0;
  trouble: Trouble = () => undefined;
  /** Called at each moment at which a process may end: before and after a request takes effect. */
  atRisk: () => Promise<void> = () => Promise.resolve();
  private readonly gateways = new Map<string, string>();
  private readonly enabled = new Map<string, boolean>();

  constructor(
    private readonly clock: Clock,
    private readonly latency = 100,
  ) {
    this.pacers = new SubscriptionPacers(clock);
  }

  async association(id: string, signal: AbortSignal): Promise<string | undefined> {
    await this.read(id, 'association', signal);
    return this.gateways.get(resourceKey(id));
  }

  async clusterGateway(id: string, signal: AbortSignal): Promise<boolean | undefined> {
    await this.read(id, 'cluster', signal);
    return this.enabled.get(resourceKey(id));
  }

  associate(id: string, gatewayId: string | undefined, signal: AbortSignal): Promise<void> {
    return this.write({ id, what: 'association', to: gatewayId }, signal);
  }

  setClusterGateway(id: string, isEnabled: boolean, signal: AbortSignal): Promise<void> {
    return this.write({ id, what: 'cluster', to: isEnabled }, signal);
  }

  /** What is so, without a request. */
  stateOf(id: string) {
    return { gatewayId: this.gateways.get(resourceKey(id)), isEnabled: this.enabled.get(resourceKey(id)) ?? false };
  }

  put(id: string, gatewayId: string | undefined): void {
    if (gatewayId === undefined) this.gateways.delete(resourceKey(id));
    else this.gateways.set(resourceKey(id), gatewayId);
  }

  /** What ARM says of a cluster; with undefined it says nothing. */
  putEnabled(id: string, isEnabled: boolean | undefined): void {
    if (isEnabled === undefined) this.enabled.delete(resourceKey(id));
    else this.enabled.set(resourceKey(id), isEnabled);
  }

  private async read(id: string, what: Written['what'], signal: AbortSignal): Promise<void> {
    this.reads += 1;
    await this.pass('read', id, what, signal);
  }

  private async write(write: Written, signal: AbortSignal): Promise<void> {
    await this.atRisk();
    await this.pass('write', write.id, write.what, signal);
    this.written.push(write);
    if (write.what === 'association') this.put(write.id, write.to as string | undefined);
    else this.putEnabled(write.id, write.to === true);
    await this.atRisk();
  }

  private async pass(kind: 'read' | 'write', id: string, what: Written['what'], signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw canceled();
    if (this.latency > 0) await this.clock.sleep(this.latency, signal);
    const problem = this.trouble(kind, id, what);
    if (problem) throw problem;
  }
}

/** A plan over an inventory in which everything needed is registered. */
export function planFor(
  parts: Parts,
  goal: AssociationGoal,
  resources?: readonly Associable[],
  agents?: ReadonlyMap<string, AgentState>,
): AssociationPlan {
  const tenant = inventory(parts);
  const all = resources ?? [...(parts.machines ?? []), ...(parts.clusters ?? [])];
  const providers = new Map(
    all.flatMap(({ subscriptionId, kind }) =>
      providersFor(kind).map((namespace) => [providerKey(subscriptionId, namespace), 'Registered'] as const),
    ),
  );
  return planAssociation(all, goal, { inventory: tenant, providers, ...(agents && { agents }) });
}

export const headOf = (plan: AssociationPlan): RunHead => ({
  plan,
  account: 'admin@contoso.example',
  environment: 'AzureCloud',
  startedAt: '2026-08-01T08:00:00.000Z',
});

/** A journal in memory: the lines a file would hold. */
export class MemoryJournal {
  readonly lines: string[] = [];
  atRisk: () => Promise<void> = () => Promise.resolve();

  async append(entry: JournalEntry): Promise<void> {
    await this.atRisk();
    this.lines.push(JSON.stringify(entry));
    await this.atRisk();
  }

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

export const portsOf = (api: AssociationApi, clock: Clock, journal: MemoryJournal): RunPorts => ({
  connect: () => Promise.resolve({ api }),
  clock,
  utcNow: () => new Date(Date.UTC(2026, 7, 1, 8) + clock.now()).toISOString(),
  journal,
  timeoutSignal: () => new AbortController().signal,
});

export const throttled = (retryAfterSeconds: number): ArcError =>
  new ArcError({ code: 'Throttled', retryAfterSeconds }, 'Azure asks to slow down.');
export const forbidden = (): ArcError =>
  new ArcError({ code: 'Forbidden', needs: 'a role' }, 'This account may not associate it.');
