import { agentChecks } from './agentChecks';
import { azureChecks } from './azureChecks';
import { type CheckId, type CheckResult, checkResult, type Verdict } from './checkResult';
import type { Evidence } from './evidence';
import type { Expectations } from './expectations';
import { gatewayChecks } from './gatewayChecks';
import { networkChecks } from './networkChecks';
import { placeChecks } from './placeChecks';

/** What was seen on a machine, or what kept it from being asked. */
export type Observed = { readonly evidence: Evidence } | { readonly problem: string };

export type Verdicts = readonly (readonly [CheckId, Verdict])[];

/**
 * Compares what should be true with what was seen. Checks that need the machine are unknown when it could not be asked.
 * `now` is Unix time in milliseconds.
 */
export function compare(expectations: Expectations, observed: Observed, now: number): readonly CheckResult[] {
  const onMachine = expectations.subject.kind === 'machine' ? machineVerdicts(expectations, observed, now) : [];
  return [...azureChecks(expectations), ...onMachine].map(([id, verdict]) => checkResult(id, verdict));
}

function machineVerdicts(expectations: Expectations, observed: Observed, now: number): Verdicts {
  const problem = 'problem' in observed ? observed.problem : undefined;
  const evidence = 'evidence' in observed ? observed.evidence : nothingSeen;
  const verdicts = [
    ...agentChecks(expectations, evidence, now),
    ...placeChecks(expectations, evidence),
    ...gatewayChecks(expectations, evidence),
    ...networkChecks(expectations, evidence),
  ];
  return problem === undefined
    ? verdicts
    : verdicts.map(([id, verdict]) => [id, withProblem(verdict, problem)] as const);
}

const withProblem = (verdict: Verdict, problem: string): Verdict =>
  verdict.outcome === 'unknown' ? { ...verdict, observed: `not asked: ${problem}` } : verdict;

const nothingSeen: Evidence = {
  isAgentMissing: false,
  shown: { services: new Map() },
  checked: { endpoints: [], errors: [] },
  isCheckWhole: false,
};
