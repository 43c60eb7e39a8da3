import { ArcError, asArcError, cancelled } from '../../kernel/errors';
import type { Reach, RemoteScript, RemoteSession } from '../../kernel/ports';
import { type Associable, type Machine, type OperatingSystem, resourceKey } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import {
  type AgentFact,
  type AgentHome,
  type AgentWay,
  type Agents,
  type AssociationGoal,
  directProbes,
  type DirectProbes,
  type PlannedItem,
  readWay,
  readWayScript,
  setWay,
  setWayScript,
  targetOfHome,
} from '../engine';
import { withProgress } from '../../vscode/boxes/progress';

type Home = AgentHome & Pick<Machine, 'location'>;
type Facts = Map<string, AgentFact>;

/** The agents of machines, spoken to over a way that was settled with the person. */
export interface AgentsOfRun {
  readonly facts: ReadonlyMap<string, AgentFact>;
  readonly agents: Agents;
}

const note = say`Asking and trying change nothing. A setting is changed only after you have agreed to the plan, and set back only when a step after it fails.`;

const proxyNote = say`Agents there have a proxy, so it is tried through that. Trying changes nothing.`;

/** The way to the agents again, for a run that an earlier window left. */
export async function reopenAgents(reach: Reach, items: readonly PlannedItem[]): Promise<Agents | undefined> {
  const homes = items.filter(isWithAgent).map(({ resource }) => homeOf(resource));
  return homes.length === 0 ? undefined : agentsOver(await openFor(reach, homes));
}

const isWithAgent = ({ before }: PlannedItem): boolean => before.connectionType !== undefined;

/**
 * Asks the agents which way they go, and, before they are told to go directly, tries from their machines whether they
 * could. Changes nothing. What one machine does not answer is a fact about it.
 */
export async function meetAgents(
  reach: Reach,
  resources: readonly Associable[],
  goal: AssociationGoal,
): Promise<AgentsOfRun | undefined> {
  const homes = resources.flatMap((each) => (each.kind === 'machine' && each.os ? [homeOf(each)] : []));
  if (homes.length === 0) return undefined;
  const facts: Facts = new Map();
  const probes = new SharedProbes();
  // Most have no proxy of their own: what they try is shown along with the rest, so that there is one question.
  const tries = goal.kind === 'detach' ? homes.map((home) => probes.of(home).script) : [];
  const session = await openFor(reach, homes, tries);
  const ways = await askAll(session, homes, facts);
  if (goal.kind === 'detach') await tryDirect(reach, ways, probes, facts);
  return { facts, agents: agentsOver(session) };
}

const openFor = (reach: Reach, homes: readonly Home[], tries: readonly RemoteScript[] = []): Promise<RemoteSession> => {
  const systems = [...new Set(homes.map(({ os }) => os))];
  const scripts = [...systems.map(readWayScript), ...new Set(tries), ...systems.flatMap(settingsOn)];
  return reach.open(homes.map(targetOfHome), scripts, note);
};

/** Those that take a step back are among them. */
const settingsOn = (os: OperatingSystem): readonly RemoteScript[] =>
  (['direct', 'gateway', 'default'] as const).map((type) => setWayScript(os, type));

/** What machines try that are alike, as one script. */
class SharedProbes {
  private readonly made = new Map<string, DirectProbes>();

  of({ os, location }: Home, proxyUrl?: string): DirectProbes {
    const key = [os, location, proxyUrl].join(' ');
    const probes = this.made.get(key) ?? directProbes({ os, location, proxyUrl });
    this.made.set(key, probes);
    return probes;
  }
}

const onThese = (homes: readonly Home[]): BoxText => {
  const [only, ...others] = homes;
  return only && others.length === 0 ? foreign('azureName', only.name) : say`${homes.length} machines`;
};

function askAll(
  session: RemoteSession,
  homes: readonly Home[],
  facts: Facts,
): Promise<readonly (readonly [Home, AgentWay])[]> {
  return overAll(
    say`Asking the agent on ${onThese(homes)}`,
    homes,
    async (home, signal) => {
      const way = await readWay(session, home, signal);
      facts.set(resourceKey(home.id), { status: 'read', way, closed: [] });
      return [home, way] as const;
    },
    facts,
  );
}

async function tryDirect(
  reach: Reach,
  ways: readonly (readonly [Home, AgentWay])[],
  probes: SharedProbes,
  facts: Facts,
): Promise<void> {
  const tries = ways.map(([home, way]) => ({ ...home, way, probes: probes.of(home, way.proxyUrl) }));
  if (tries.length === 0) return;
  const scripts = new Set(tries.map((each) => each.probes.script));
  const session = await reach.open(tries.map(targetOfHome), [...scripts], proxyNote);
  await overAll(
    say`Trying the direct way from ${onThese(tries)}`,
    tries,
    async (home, signal) => {
      const outcome = await session.run(targetOfHome(home), home.probes.script, signal);
      facts.set(resourceKey(home.id), { status: 'read', way: home.way, ...home.probes.judge(outcome) });
    },
    facts,
  );
}

/** Works on all at once; the session sees to it that few machines are busy at a time. */
async function overAll<T extends Home, R>(
  title: BoxText,
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
          if (signal.aborted) throw cancelled();
          facts.set(resourceKey(home.id), { status: 'failed', error: asArcError(thrown) });
          return [];
        } finally {
          done += 1;
          if (homes.length > 1) report(say`${done} of ${homes.length}`);
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
