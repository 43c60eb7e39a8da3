import { asArcError, canceled } from '../../kernel/errors';
import type { RemoteAccess } from '../../kernel/ports';
import type { Associable } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { formatNumber, plural } from '../../kernel/text/phrases';
import { type Agents, AgentSurvey, type AssociationGoal, type PlannedItem } from '../engine';
import { withProgress } from '../../vscode/boxes/progress';

export interface ConnectedAgents extends Pick<AgentSurvey, 'states'> {
  readonly agents: Agents;
}

const note = say`These checks are read-only. Settings change only after you approve the plan, and are rolled back if a later step fails.`;

const proxyNote = say`These agents use a proxy, so the check uses it too. It is read-only.`;

/** For an earlier window's run. */
export async function reconnectToAgents(
  remoteAccess: RemoteAccess,
  items: readonly PlannedItem[],
): Promise<Agents | undefined> {
  const survey = AgentSurvey.again(items);
  if (survey.machines.length === 0) return undefined;
  return survey.agents(await remoteAccess.open(survey.targets, survey.scripts, note));
}

/** Undefined if no agent is manageable. */
export async function connectToAgents(
  remoteAccess: RemoteAccess,
  resources: readonly Associable[],
  goal: AssociationGoal,
): Promise<ConnectedAgents | undefined> {
  const survey = AgentSurvey.of(resources, goal);
  const { machines, targets, scripts } = survey;
  if (machines.length === 0) return undefined;
  // Includes checks of agents without a proxy, to avoid asking twice.
  const session = await remoteAccess.open(targets, scripts, note);
  const { length } = machines;
  const title = plural(length, {
    one: say`Reading the agent’s settings on ${firstName(machines)}`,
    other: say`Reading the agents’ settings on ${numberText(length)} machines`,
  });
  await overAll(title, survey, machines, (machine, signal) => survey.ask(session, machine, signal));
  await tryDirect(remoteAccess, survey);
  return { states: survey.states, agents: survey.agents(session) };
}

async function tryDirect(remoteAccess: RemoteAccess, survey: AgentSurvey): Promise<void> {
  const { trials, targets } = survey;
  if (trials.length === 0) return;
  const ids = new Set(trials.map(({ id }) => id));
  const scripts = new Set(trials.map(({ probes }) => probes.script));
  const session = await remoteAccess.open(
    targets.filter(({ resourceId = '' }) => ids.has(resourceId)),
    [...scripts],
    proxyNote,
  );
  const { length } = trials;
  const title = plural(length, {
    one: say`Checking the direct connection from ${firstName(trials)}`,
    other: say`Checking the direct connection from ${numberText(length)} machines`,
  });
  await overAll(title, survey, trials, (trial, signal) => survey.try(session, trial, signal));
}

const firstName = ([first]: AgentSurvey['machines']): BoxText => foreign('azureName', first?.name ?? '');
const numberText = (count: number): BoxText => foreign('sentence', formatNumber(count));

/** The session limits concurrency. */
async function overAll<T extends AgentSurvey['machines'][number]>(
  title: BoxText,
  survey: AgentSurvey,
  machines: readonly T[],
  work: (machine: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let done = 0;
  await withProgress(title, (report, signal) =>
    Promise.all(
      machines.map(async (machine) => {
        try {
          await work(machine, signal);
        } catch (thrown) {
          if (signal.aborted) throw canceled();
          survey.fail(machine, asArcError(thrown));
        } finally {
          done += 1;
          if (machines.length > 1) report(say`${numberText(done)} of ${numberText(machines.length)}`);
        }
      }),
    ),
  );
}
