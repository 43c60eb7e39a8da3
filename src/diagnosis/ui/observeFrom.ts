import { ArcError } from '../../kernel/errors';
import type { RemoteTarget } from '../../kernel/ports';
import { redact } from '../../kernel/redact';
import { foreign, say } from '../../kernel/text/boxText';
import { cleanOutput } from '../../kernel/text/cleanOutput';
import type { ProbeResult, ProbePlan } from '../../planning/network';
import { parseProbeOutput, probeOnLinux, probeOnWindows } from '../engine';
import { withProgress } from '../../vscode/boxes/progress';
import type { DiagnosisNeeds } from './needs';

interface Observed {
  readonly observations: readonly (ProbeResult | undefined)[];
  /** What there is to know of them. */
  readonly remarks: readonly string[];
}

const title = say`Checking the network`;

/** Runs the probes here, or on a server by a script that is shown before. */
export const observeFrom = (
  needs: DiagnosisNeeds,
  target: RemoteTarget | undefined,
  plan: ProbePlan,
): Promise<Observed> => (target ? onServer(needs, target, plan) : fromHere(needs, plan));

async function fromHere({ runProbes }: DiagnosisNeeds, plan: ProbePlan): Promise<Observed> {
  const all = plan.probes.length;
  const observations = await withProgress(title, (report, signal) =>
    runProbes(plan, signal, (done) => {
      report(say`${done} of ${all} endpoints`);
    }),
  );
  const remark = 'This machine may take another way than the servers: for them, run the check from one of them.';
  return { observations, remarks: [remark] };
}

async function onServer({ reach }: DiagnosisNeeds, target: RemoteTarget, plan: ProbePlan): Promise<Observed> {
  const script = target.os === 'windows' ? probeOnWindows(plan) : probeOnLinux(plan);
  const session = await reach.open([target], [script]);
  const { exitCode, stdout, stderr } = await withProgress(
    say`${title} from ${foreign('azureName', target.name)}`,
    (_, signal) => session.run(target, script, signal),
  );
  const { observations, isComplete } = parseProbeOutput(cleanOutput(stdout), plan.probes.length);
  if (!observations.some((each) => each !== undefined)) {
    const tail = redact(cleanOutput(stderr || stdout)).slice(-2000);
    const message = `The check on ${target.name} printed no result; it ended with ${exitCode}.`;
    throw new ArcError({ code: 'RemoteFailed', exitCode, tail }, message);
  }
  const cut = 'The output was cut off, so that some results are missing. SSH carries all of it.';
  return { observations, remarks: isComplete ? [] : [cut] };
}
