import type { ArcError } from '../../kernel/errors';
import type { RemoteScript, RemoteSession, RemoteTarget } from '../../kernel/ports';
import { type Associable, type OperatingSystem, resourceKey } from '../../kernel/resources';
import { type Agents, agentsOver, machineRef } from './agents';
import type { AssociationGoal } from './goal';
import type { LocatedMachine } from './kinds/kind';
import { kindOf } from './kinds/registry';
import type { AgentState } from './machine/agentState';
import type { AgentConnectionSettings } from './machine/connectionSettings';
import { readConnectionTypeScript, setConnectionTypeScript } from './machine/connectionTypeScripts';
import { directProbes, type DirectProbes } from './machine/directProbes';
import { readConnectionType, remoteTargetOf } from './machine/remoteAgent';
import type { PlannedItem } from './planAssociation';

export interface DirectTrial extends LocatedMachine {
  readonly settings: AgentConnectionSettings;
  readonly probes: DirectProbes;
}

/**
 * Asks agents for their settings and, before a detach, tests direct connectivity. Read-only; failures are recorded per
 * machine.
 */
export class AgentSurvey {
  private readonly found = new Map<string, AgentState>();
  private readonly made = new Map<string, DirectProbes>();

  private constructor(
    readonly machines: readonly LocatedMachine[],
    private readonly isDetach: boolean,
  ) {}

  /** Before a change. Skips machines without a manageable agent. */
  static of(resources: readonly Associable[], { kind }: Pick<AssociationGoal, 'kind'>): AgentSurvey {
    const machines = resources.flatMap((each) => kindOf(each).agentMachine?.(each) ?? []);
    return new AgentSurvey(machines, kind === 'detach');
  }

  /** For items with an agent step. Throws `Unsupported` for an unknown operating system. */
  static again(items: readonly PlannedItem[]): AgentSurvey {
    const asked = items.filter(({ before }) => before.connectionType !== undefined);
    return new AgentSurvey(
      asked.map(({ resource }) => machineRef(resource)),
      false,
    );
  }

  get targets(): readonly RemoteTarget[] {
    return this.machines.map(remoteTargetOf);
  }

  /** Includes rollbacks, but not tests through an upstream proxy. */
  get scripts(): readonly RemoteScript[] {
    const systems = [...new Set(this.machines.map(({ os }) => os))];
    const trials = this.isDetach ? this.machines.map((machine) => this.probesOf(machine).script) : [];
    return [...systems.map(readConnectionTypeScript), ...new Set(trials), ...systems.flatMap(settingsOn)];
  }

  /** `session`: opened with these targets and scripts. */
  agents(session: RemoteSession): Agents {
    return agentsOver(session);
  }

  /** By `resourceKey`. */
  get states(): ReadonlyMap<string, AgentState> {
    return this.found;
  }

  async ask(session: RemoteSession, machine: LocatedMachine, signal: AbortSignal): Promise<void> {
    const settings = await readConnectionType(session, machine, signal);
    this.found.set(resourceKey(machine.id), { status: 'read', settings, closed: [] });
  }

  /** For agents that answered, before a detach. */
  get trials(): readonly DirectTrial[] {
    if (!this.isDetach) return [];
    return this.machines.flatMap((machine) => {
      const state = this.found.get(resourceKey(machine.id));
      if (state?.status !== 'read') return [];
      const { settings } = state;
      return [{ ...machine, settings, probes: this.probesOf(machine, settings.proxyUrl) }];
    });
  }

  async try(session: RemoteSession, trial: DirectTrial, signal: AbortSignal): Promise<void> {
    const { settings, probes } = trial;
    const outcome = await session.run(remoteTargetOf(trial), probes.script, signal);
    this.found.set(resourceKey(trial.id), { status: 'read', settings, ...probes.judge(outcome) });
  }

  fail({ id }: LocatedMachine, error: ArcError): void {
    this.found.set(resourceKey(id), { status: 'failed', error });
  }

  private probesOf({ os, location }: LocatedMachine, proxyUrl?: string): DirectProbes {
    const key = [os, location, proxyUrl].join(' ');
    const probes = this.made.get(key) ?? directProbes({ os, location, proxyUrl });
    this.made.set(key, probes);
    return probes;
  }
}

const settingsOn = (os: OperatingSystem): readonly RemoteScript[] =>
  (['direct', 'gateway', 'default'] as const).map((type) => setConnectionTypeScript(os, type));
