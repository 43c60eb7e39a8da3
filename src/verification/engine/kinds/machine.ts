import { agentChecks } from '../agentChecks';
import { isDisconnectedInAzure } from '../azureState';
import type { CheckVerdict, CheckVerdicts, NotAskedReason } from '../checkResult';
import type { Evidence, Observed } from '../evidence';
import type { Expectations } from '../expectations';
import { gatewayChecks } from '../gatewayChecks';
import { identityChecks } from '../identityChecks';
import { networkChecks } from '../networkChecks';
import type { ShownValue } from '../shownValue';
import { coded, isSame, verdict } from '../verdicts';
import type { VerifiedKind } from './kind';

export const machine: VerifiedKind = {
  askedBy: 'scripts',
  reader: 'readAgent',
  causeOfState: (state) => ['Expired', 'AwaitingConnection'].find((each) => isSame(each, state)) ?? '',
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
    ...(isSilent ? verdicts.map(([id, verdict]) => [id, notAskedFor(reason, verdict)] as const) : verdicts),
  ];
}

function problemOf(observed: Observed): ShownValue | undefined {
  if ('problem' in observed) return observed.problem;
  return !('evidence' in observed) || observed.evidence.isEmpty ? coded('answerUnreadable') : undefined;
}

function reached({ azure }: Expectations, problem: ShownValue | undefined): CheckVerdict {
  const expected = coded('answer');
  if (problem === undefined) return verdict('passed', expected, expected);
  return verdict('failed', expected, problem, isDisconnectedInAzure(azure) ? 'away' : '');
}

const notAskedFor = (notAsked: NotAskedReason, own: CheckVerdict): CheckVerdict =>
  own.outcome === 'unknown'
    ? { outcome: 'unknown', expected: own.expected, observed: [{ value: coded(notAsked) }], notAsked }
    : own;

const nothingSeen: Evidence = {
  isEmpty: true,
  isAgentMissing: false,
  shown: { services: new Map() },
  checked: { endpoints: [], errors: [] },
};
