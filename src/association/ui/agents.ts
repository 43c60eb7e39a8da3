import { ArcError, asArcError, cancelled } from '../../kernel/errors';
import type { Reach, RemoteScript, RemoteSession } from '../../kernel/ports';
import { type Associable, type Machine, type OperatingSystem, resourceKey } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import {
  type AgentState,
  type MachineRef,
  type AgentConnectionSettings,
  type Agents,
  type AssociationGoal,
  directProbes,
  type DirectProbes,
  type PlannedItem,
  readConnectionType,
  readConnectionTypeScript,
  setConnectionType,
  setConnectionTypeScript,
  remoteTargetOf,
} from '../engine';
import { withProgress } from '../../vscode/boxes/progress';

type LocatedMachine = MachineRef & Pick<Machine, 'location'>;
type AgentStates = Map<string, AgentState>;

/** The agents of machines, spoken to over a way that was settled with the person. */
export interface ConnectedAgents {
  readonly facts: ReadonlyMap<string, AgentState>;
  readonly agents: Agents;
}

const note = say`Asking and trying change nothing. A setting is changed only after you have agreed to the plan, and set back only when a step after it fails.`;

const proxyNote = say`Agents there have a proxy, so it is tried through that. Trying changes nothing.`;

/** The way to the agents again, for a run that an earlier window left. */
export async function reconnectToAgents(reach: Reach, items: readonly PlannedItem[]): Promise<Agents | undefined> {
  const machines = items.filter(isWithAgent).map(({ resource }) => machineRef(resource));
  return machines.length === 0 ? undefined : agentsOver(await openFor(reach, machines));
}

const isWithAgent = ({ before }: PlannedItem): boolean => before.connectionType !== undefined;

/**
 * Asks the agents which way they go, and, before they are told to go directly, tries from their machines whether they
 * could. Changes nothing. What one machine does not answer is a fact about it.
 */
export async function connectToAgents(
  reach: Reach,
  resources: readonly Associable[],
  goal: AssociationGoal,
): Promise<ConnectedAgents | undefined> {
  const machines = resources.flatMap((each) => (each.kind === 'machine' && each.os ? [machineRef(each)] : []));
  if (machines.length === 0) return undefined;
  const facts: AgentStates = new Map();
  const probes = new SharedProbes();
  // Most have no proxy of their own: what they try is shown along with the rest, so that there is one question.
  const tries = goal.kind === 'detach' ? machines.map((machine) => probes.of(machine).script) : [];
  const session = await openFor(reach, machines, tries);
  const read = await readAllSettings(session, machines, facts);
  if (goal.kind === 'detach') await probeDirectConnection(reach, read, probes, facts);
  return { facts, agents: agentsOver(session) };
}

const openFor = (
  reach: Reach,
  machines: readonly LocatedMachine[],
  tries: readonly RemoteScript[] = [],
): Promise<RemoteSession> => {
  const systems = [...new Set(machines.map(({ os }) => os))];
  const scripts = [...systems.map(readConnectionTypeScript), ...new Set(tries), ...systems.flatMap(settingsOn)];
  return reach.open(machines.map(remoteTargetOf), scripts, note);
};

/** Those that take a step back are among them. */
const settingsOn = (os: OperatingSystem): readonly RemoteScript[] =>
  (['direct', 'gateway', 'default'] as const).map((type) => setConnectionTypeScript(os, type));

/** What machines try that are alike, as one script. */
class SharedProbes {
  private readonly made = new Map<string, DirectProbes>();

  of({ os, location }: LocatedMachine, proxyUrl?: string): DirectProbes {
    const key = [os, location, proxyUrl].join(' ');
    const probes = this.made.get(key) ?? directProbes({ os, location, proxyUrl });
    this.made.set(key, probes);
    return probes;
  }
}

const onThese = (machines: readonly LocatedMachine[]): BoxText => {
  const [only, ...others] = machines;
  return only && others.length === 0 ? foreign('azureName', only.name) : say`${machines.length} machines`;
};

function readAllSettings(
  session: RemoteSession,
  machines: readonly LocatedMachine[],
  facts: AgentStates,
): Promise<readonly (readonly [LocatedMachine, AgentConnectionSettings])[]> {
  return overAll(
    say`Asking the agent on ${onThese(machines)}`,
    machines,
    async (machine, signal) => {
      const settings = await readConnectionType(session, machine, signal);
      facts.set(resourceKey(machine.id), { status: 'read', settings, closed: [] });
      return [machine, settings] as const;
    },
    facts,
  );
}

async function probeDirectConnection(
  reach: Reach,
  read: readonly (readonly [LocatedMachine, AgentConnectionSettings])[],
  probes: SharedProbes,
  facts: AgentStates,
): Promise<void> {
  const tries = read.map(([machine, settings]) => ({
    ...machine,
    settings,
    probes: probes.of(machine, settings.proxyUrl),
  }));
  if (tries.length === 0) return;
  const scripts = new Set(tries.map((each) => each.probes.script));
  const session = await reach.open(tries.map(remoteTargetOf), [...scripts], proxyNote);
  await overAll(
    say`Trying the direct way from ${onThese(tries)}`,
    tries,
    async (machine, signal) => {
      const outcome = await session.run(remoteTargetOf(machine), machine.probes.script, signal);
      facts.set(resourceKey(machine.id), {
        status: 'read',
        settings: machine.settings,
        ...machine.probes.judge(outcome),
      });
    },
    facts,
  );
}

/** Works on all at once; the session sees to it that few machines are busy at a time. */
async function overAll<T extends LocatedMachine, R>(
  title: BoxText,
  machines: readonly T[],
  work: (machine: T, signal: AbortSignal) => Promise<R>,
  facts: AgentStates,
): Promise<readonly R[]> {
  let done = 0;
  const results = await withProgress(title, (report, signal) =>
    Promise.all(
      machines.map(async (machine): Promise<readonly R[]> => {
        try {
          return [await work(machine, signal)];
        } catch (thrown) {
          if (signal.aborted) throw cancelled();
          facts.set(resourceKey(machine.id), { status: 'failed', error: asArcError(thrown) });
          return [];
        } finally {
          done += 1;
          if (machines.length > 1) report(say`${done} of ${machines.length}`);
        }
      }),
    ),
  );
  return results.flat();
}

function agentsOver(session: RemoteSession): Agents {
  return {
    readConnectionType: (machine, signal) => readConnectionType(session, machineRef(machine), signal),
    setConnectionType: (machine, to, signal) => setConnectionType(session, machineRef(machine), to, signal),
  };
}

function machineRef({ id, name, os, location }: PlannedItem['resource']): LocatedMachine {
  if (os) return { id, name, os, location };
  throw new ArcError({ code: 'Unsupported' }, `Azure does not say which operating system ${name} has.`);
}
