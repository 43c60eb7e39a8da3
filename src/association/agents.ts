import {
  type AgentFact,
  type AgentHome,
  type AgentWay,
  type Agents,
  ArcError,
  asArcError,
  type Associable,
  type AssociationGoal,
  directProbes,
  type DirectProbes,
  type Machine,
  type OperatingSystem,
  type PlannedItem,
  type Reach,
  readWay,
  readWayScript,
  type RemoteScript,
  type RemoteSession,
  resourceKey,
  setWay,
  setWayScript,
  targetOfHome,
} from '../core';
import { withProgress } from '../host/progress';

type Home = AgentHome & Pick<Machine, 'location'>;
type Facts = Map<string, AgentFact>;

/** The agents of machines, spoken to over a way that was settled with the person. */
export interface AgentsOfRun {
  readonly facts: ReadonlyMap<string, AgentFact>;
  readonly agents: Agents;
}

/** The way to the agents again, for a run that an earlier window left. */
export const reopenAgents = async (reach: Reach, items: readonly PlannedItem[]): Promise<Agents> =>
  agentsOver(
    await openFor(
      reach,
      items.filter(isWithAgent).map(({ resource }) => homeOf(resource)),
    ),
  );

const isWithAgent = ({ before }: PlannedItem): boolean => before.connectionType !== undefined;

/**
 * Asks the agents which way they go, and, before they are told to go directly, tries from their machines whether they
 * could. Changes nothing. What one machine does not answer is a fact about it.
 */
export async function meetAgents(
  reach: Reach,
  resources: readonly Associable[],
  goal: AssociationGoal,
): Promise<AgentsOfRun> {
  const homes = resources.flatMap((each) => (each.kind === 'machine' && each.os ? [homeOf(each)] : []));
  const facts: Facts = new Map();
  const session = await openFor(reach, homes);
  const ways = await askAll(session, homes, facts);
  if (goal.kind === 'detach') await tryDirect(reach, ways, facts);
  return { facts, agents: agentsOver(session) };
}

const openFor = (reach: Reach, homes: readonly Home[]): Promise<RemoteSession> =>
  reach.open(homes.map(targetOfHome), [...new Set(homes.map(({ os }) => os))].flatMap(scriptsOn));

/** Those that take a step back are among them. */
const scriptsOn = (os: OperatingSystem): readonly RemoteScript[] => [
  readWayScript(os),
  ...(['direct', 'gateway', 'default'] as const).map((type) => setWayScript(os, type)),
];

function askAll(
  session: RemoteSession,
  homes: readonly Home[],
  facts: Facts,
): Promise<readonly (readonly [Home, AgentWay])[]> {
  return overAll(
    'Asking the agents',
    homes,
    async (home, signal) => {
      const way = await readWay(session, home, signal);
      facts.set(resourceKey(home.id), { status: 'read', way, closed: [] });
      return [home, way] as const;
    },
    facts,
  );
}

async function tryDirect(reach: Reach, ways: readonly (readonly [Home, AgentWay])[], facts: Facts): Promise<void> {
  const alike = new Map<string, DirectProbes>();
  const probesOf = (home: Home, { proxyUrl }: AgentWay): DirectProbes => {
    const key = [home.os, home.location, proxyUrl].join(' ');
    const probes = alike.get(key) ?? directProbes({ ...home, proxyUrl });
    alike.set(key, probes);
    return probes;
  };
  const tries = ways.map(([home, way]) => ({ ...home, way, probes: probesOf(home, way) }));
  if (tries.length === 0) return;
  const session = await reach.open(
    tries.map(targetOfHome),
    [...alike.values()].map(({ script }) => script),
  );
  await overAll(
    'Trying the direct way',
    tries,
    async (home, signal) => {
      const outcome = await session.run(targetOfHome(home), home.probes.script, signal);
      facts.set(resourceKey(home.id), { status: 'read', way: home.way, closed: home.probes.closedIn(outcome) });
    },
    facts,
  );
}

/** Works on all at once; the session sees to it that few machines are busy at a time. */
async function overAll<T extends Home, R>(
  title: string,
  homes: readonly T[],
  work: (home: T, signal: AbortSignal) => Promise<R>,
  facts: Facts,
): Promise<readonly R[]> {
  let done = 0;
  const results = await withProgress(title, (report, signal) =>
    Promise.all(
      homes.map(async (home): Promise<readonly R[]> => {
        try {
          return [await work(home, signal)];
        } catch (thrown) {
          signal.throwIfAborted();
          facts.set(resourceKey(home.id), { status: 'failed', error: asArcError(thrown) });
          return [];
        } finally {
          report(`${++done} of ${homes.length}`);
        }
      }),
    ),
  );
  return results.flat();
}

function agentsOver(session: RemoteSession): Agents {
  return {
    way: (machine, signal) => readWay(session, homeOf(machine), signal),
    setConnectionType: (machine, to, signal) => setWay(session, homeOf(machine), to, signal),
  };
}

function homeOf({ id, name, os, location }: PlannedItem['resource']): Home {
  if (os) return { id, name, os, location };
  throw new ArcError({ code: 'Unsupported' }, `Azure does not say which operating system ${name} has.`);
}
