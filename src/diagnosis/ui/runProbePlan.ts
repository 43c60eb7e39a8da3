import * as l10n from '@vscode/l10n';
import type { RemoteTarget } from '../../kernel/ports';
import { foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import type { ProbePlan, ProbeResult } from '../../planning/network/probes';
import { withProgress } from '../../vscode/boxes/progress';
import { allowedSuites, parseProbeOutput, probeOnLinux, probeOnWindows, withChains } from '../engine/precheck';
import type { DiagnosisDependencies } from './dependencies';
import { noProbeResult } from './errors';

export interface ProbeRun {
  readonly observations: readonly (ProbeResult | undefined)[];
  /** Of the Windows server; absent if unknown. */
  readonly allowedSuites?: readonly string[] | undefined;
  /** Sentences about how far the results hold. */
  readonly remarks: readonly string[];
}

/** Runs the probes on this machine, or on a server with a script that is shown first. */
export const runProbePlan = (
  dependencies: DiagnosisDependencies,
  target: RemoteTarget | undefined,
  plan: ProbePlan,
): Promise<ProbeRun> => (target ? runOnServer(dependencies, target, plan) : runHere(dependencies, plan));

async function runHere({ runProbes }: DiagnosisDependencies, plan: ProbePlan): Promise<ProbeRun> {
  const all = plan.probes.length;
  const observations = await withProgress(say`Checking the network`, (report, signal) =>
    runProbes(plan, signal, (done) => {
      report(say`${done} of ${all} endpoints`);
    }),
  );
  return { observations, remarks: [] };
}

async function runOnServer(
  { remoteAccess }: DiagnosisDependencies,
  target: RemoteTarget,
  plan: ProbePlan,
): Promise<ProbeRun> {
  const script = target.os === 'windows' ? probeOnWindows(plan) : probeOnLinux(plan);
  const session = await remoteAccess.open([target], [script]);
  const outcome = await withProgress(say`Checking the network from ${foreign('azureName', target.name)}`, (_, signal) =>
    session.run(target, script, signal),
  );
  const { observations, isComplete } = parseProbeOutput(cleanOutput(outcome.stdout), plan.probes.length);
  const chains = cleanOutput(outcome.stderr);
  if (!observations.some((each) => each !== undefined)) throw noProbeResult(target.name, outcome);
  const truncated = l10n.t('The output was truncated, so some results are missing. SSH returns all of it.');
  return {
    observations: withChains(observations, chains),
    allowedSuites: allowedSuites(chains),
    remarks: isComplete ? [] : [truncated],
  };
}
