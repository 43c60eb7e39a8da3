import { asArcError, cancelled } from '../../kernel/errors';
import type { Reach } from '../../kernel/ports';
import type { Associable } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type Agents, agentsOver, AgentSurvey, type AssociationGoal, type PlannedItem } from '../engine';
import { withProgress } from '../../vscode/boxes/progress';

/** The agents of machines, spoken to over a way that was settled with the person. */
export interface ConnectedAgents extends Pick<AgentSurvey, 'states'> {
  readonly agents: Agents;
}

const note = say`Asking and trying change nothing. A setting is changed only after you have agreed to the plan, and set back only when a step after it fails.`;

const proxyNote = say`Agents there have a proxy, so it is tried through that. Trying changes nothing.`;

/** The way to the agents again, for a run that an earlier window left. */
export async function reconnectToAgents(reach: Reach, items: readonly PlannedItem[]): Promise<Agents | undefined> {
  const { machines, targets, scripts } = AgentSurvey.again(items);
  return machines.length === 0 ? undefined : agentsOver(await reach.open(targets, scripts, note));
}

/** Surveys the agents that can be told; undefined where there is none. */
export async function connectToAgents(
  reach: Reach,
  resources: readonly Associable[],
  goal: AssociationGoal,
): Promise<ConnectedAgents | undefined> {
  const survey = AgentSurvey.of(resources, goal);
  const { machines, targets, scripts } = survey;
  if (machines.length === 0) return undefined;
  // Most have no proxy of their own: what they try is shown along with the rest, so that there is one question.
  const session = await reach.open(targets, scripts, note);
  await overAll(say`Asking the agent on ${onThese(machines)}`, survey, machines, (machine, signal) =>
    survey.ask(session, machine, signal),
  );
  await tryDirect(reach, survey);
  return { states: survey.states, agents: agentsOver(session) };
}

async function tryDirect(reach: Reach, survey: AgentSurvey): Promise<void> {
  const { trials, targets } = survey;
  if (trials.length === 0) return;
  const ids = new Set(trials.map(({ id }) => id));
  const scripts = new Set(trials.map(({ probes }) => probes.script));
  const session = await reach.open(
    targets.filter(({ resourceId = '' }) => ids.has(resourceId)),
    [...scripts],
    proxyNote,
  );
  await overAll(say`Trying the direct way from ${onThese(trials)}`, survey, trials, (trial, signal) =>
    survey.try(session, trial, signal),
  );
}

const onThese = (machines: AgentSurvey['machines']): BoxText => {
  const [only, ...others] = machines;
  return only && others.length === 0 ? foreign('azureName', only.name) : say`${machines.length} machines`;
};

/** Works on all at once; the session sees to it that few machines are busy at a time. */
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
          if (signal.aborted) throw cancelled();
          survey.fail(machine, asArcError(thrown));
        } finally {
          done += 1;
          if (machines.length > 1) report(say`${done} of ${machines.length}`);
        }
      }),
    ),
  );
}
