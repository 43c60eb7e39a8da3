import { agentChecks } from '../agentChecks';
import { isDisconnectedInAzure } from '../azureState';
import type { CheckVerdict, CheckVerdicts, NotAskedReason } from '../checkResult';
import type { Evidence, Observed } from '../evidence';
import type { Expectations } from '../expectations';
import { gatewayChecks } from '../gatewayChecks';
import { identityChecks } from '../identityChecks';
import { networkChecks } from '../networkChecks';
import { compared, skipped } from '../verdicts';
import type { VerifiedKind } from './kind';

export const machine: VerifiedKind = {
  isAsked: true,
  causeOfState: (state) => state,
  azureChecks: () => [],
  agentChecks: checksOfAgent,
};

function checksOfAgent(expectations: Expectations, observed: Observed, now: number): CheckVerdicts {
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
  const lines = problem.split('\n').map((value) => ({ value }));
  return compared('failed', [{ value: expected }], lines, isDisconnectedInAzure(azure) ? 'away' : '');
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
