import type { ArcError } from '../../kernel/errors';
import type { RemoteTarget } from '../../kernel/ports';
import { recordFailure } from '../../kernel/text/failureText';
import type { ClusterAnswer } from './cluster/clusterAnswer';
import { compare } from './compare';
import { type Observed, tryReadEvidence } from './evidence';
import type { Expectations } from './expectations';
import { askedBy } from './kinds/registry';
import type { VerifiedResource } from './report';
import { shownText } from './shownValue';
import { coded } from './verdicts';

/** What asking a machine or a cluster came to. */
export type MachineAnswer = { readonly way?: string } & (
  | {
      /** Of the first of `verificationScripts`. */
      readonly output: string;
      /** Of all scripts, with their titles. */
      readonly log: string;
    }
  | { readonly cluster: ClusterAnswer; readonly log: string }
  | { readonly error: ArcError }
);

export interface VerificationRecord {
  readonly verified: VerifiedResource;
  /** English: the scripts’ output, or why there is none. */
  readonly log: string;
  readonly connectionType?: string;
  /** Id of the gateway that was expected. */
  readonly expectedGateway?: string;
  /** `resourceKey` that several hosts claim. */
  readonly claims?: string;
}

/** Undefined if only Azure is asked: for clusters, and for machines that aren’t known well enough. */
export function remoteTargetOf({ subject, os, sshHost }: Expectations): RemoteTarget | undefined {
  const { resourceId, name } = subject;
  if (askedBy(subject) !== 'scripts' || resourceId === undefined || os === undefined) return undefined;
  return { resourceId, name, os, ...(sshHost === undefined ? {} : { host: sshHost }) };
}

/** `answer`: absent without a `remoteTargetOf`. `now`: Unix time in milliseconds. */
export function judge(expectations: Expectations, answer: MachineAnswer | undefined, now: number): VerificationRecord {
  const { subject, gateway } = expectations;
  const observed = observedIn(answer);
  const connectionType = 'evidence' in observed ? observed.evidence.connectionType : undefined;
  const verified = {
    subject,
    ...(gateway === undefined ? {} : { gateway: gateway.name }),
    ...(answer?.way === undefined ? {} : { way: answer.way }),
    checks: compare(expectations, observed, now),
  };
  const log = answer && 'log' in answer ? answer.log : logWithout(observed, askedBy(subject) === 'scripts');
  return {
    verified,
    log,
    ...(connectionType === undefined ? {} : { connectionType }),
    ...(gateway === undefined ? {} : { expectedGateway: gateway.id }),
  };
}

function observedIn(answer: MachineAnswer | undefined): Observed {
  if (answer === undefined) return { problem: coded('noSystem') };
  if ('cluster' in answer) return { cluster: answer.cluster };
  if ('error' in answer) return { problem: recordFailure(answer.error) };
  const { evidence, problem } = tryReadEvidence(answer);
  return problem === undefined ? { evidence } : { problem };
}

function logWithout(observed: Observed, isMachine: boolean): string {
  if (!isMachine) return 'Verified with data from Azure only.\n';
  return 'problem' in observed ? `No answer: ${shownText(observed.problem, 'en')}\n` : '';
}
