import { systemOf } from '../../kernel/knowledge/agentServices';
import { agentChecks } from './agentChecks';
import { azureChecks, isDisconnectedInAzure } from './azureChecks';
import {
  type CheckResult,
  checkResult,
  type NotAskedReason,
  type CheckVerdict,
  type CheckVerdicts,
} from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { gatewayChecks } from './gatewayChecks';
import { networkChecks } from './networkChecks';
import { identityChecks } from './identityChecks';
import { skipped } from './verdicts';

/** What was seen on a machine, or what kept it from being asked. */
export type Observed = { readonly evidence: Evidence } | { readonly problem: string };

/**
 * Compares what should be true with what was seen. Of a machine that gave no answer that alone is wrong, and the checks
 * that need one are skipped. `now` is Unix time in milliseconds.
 */
export function compare(expectations: Expectations, observed: Observed, now: number): readonly CheckResult[] {
  const onMachine = expectations.subject.kind === 'machine' ? machineVerdicts(expectations, observed, now) : [];
  const os = expectations.os ?? ('evidence' in observed ? systemOf(observed.evidence.shown.services) : undefined);
  return [...azureChecks(expectations), ...onMachine].map(([id, verdict]) => checkResult(id, verdict, os));
}

function machineVerdicts(expectations: Expectations, observed: Observed, now: number): CheckVerdicts {
  const problem = problemOf(observed);
  const evidence = 'evidence' in observed ? observed.evidence : nothingSeen;
  const verdicts = [
    ...agentChecks(expectations, evidence, now),
    ...identityChecks(expectations, evidence),
    ...gatewayChecks(expectations, evidence),
    ...networkChecks(expectations, evidence),
  ];
  const reason = problem === undefined ? 'noAgent' : 'noAnswer';
  const isSilent = problem !== undefined || evidence.isAgentMissing;
  return [
    ['machine.reached', reached(expectations, problem)],
    ...(isSilent ? verdicts.map(([id, verdict]) => [id, skippedFor(reason, verdict)] as const) : verdicts),
  ];
}

function problemOf(observed: Observed): string | undefined {
  if ('problem' in observed) return observed.problem;
  return observed.evidence.isEmpty ? 'nothing that it said could be read' : undefined;
}

function reached({ azure }: Expectations, problem: string | undefined): CheckVerdict {
  const expected = 'an answer';
  if (problem === undefined) return { outcome: 'passed', expected, observed: expected };
  return { outcome: 'failed', expected, observed: problem, why: isDisconnectedInAzure(azure) ? 'away' : '' };
}

const notAskedTexts: Readonly<Record<NotAskedReason, string>> = {
  noAnswer: 'not asked, because the machine gave no answer',
  noAgent: 'not asked, because there is no agent on the machine',
};

const skippedFor = (notAsked: NotAskedReason, verdict: CheckVerdict): CheckVerdict =>
  verdict.outcome === 'unknown' ? { ...skipped(verdict.expected, notAskedTexts[notAsked]), notAsked } : verdict;

const nothingSeen: Evidence = {
  isEmpty: true,
  isAgentMissing: false,
  shown: { services: new Map() },
  checked: { endpoints: [], errors: [] },
};
