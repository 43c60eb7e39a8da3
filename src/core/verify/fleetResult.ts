import { fail, ok, type Result } from '../result';
import { compare } from './compare';
import { readEvidence } from './evidence';
import { expectationFor } from './expect';
import type { Expectations } from './expectations';
import { isoTime } from './isoTime';
import { isObject } from './looseJson';
import { placeIn } from './placeChecks';
import { plainText } from './plainText';
import { reportOf, type VerificationReport, type VerifiedResource } from './report';

/** The word by which a result file of the fleet playbook is known. */
export const fleetFormat = 'arc-gateway-fleet';

export interface FleetHost {
  readonly name: string;
  /** What the verification script printed there. */
  readonly output: string;
  /** Why there is no answer; empty when there is one. */
  readonly problem: string;
}

export interface FleetResult {
  /** ISO 8601, UTC, by the clock of the computer that Ansible ran on. */
  readonly at: string;
  readonly hosts: readonly FleetHost[];
}

/** Reads the file that the fleet playbook writes; the error is a sentence. */
export function readFleetResult(text: string): Result<FleetResult, string> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return fail('This file is no JSON. Choose the file that the fleet playbook wrote.');
  }
  if (!isObject(value) || value.format !== fleetFormat) {
    return fail('This file is not the result of a fleet verification. Choose the file that the fleet playbook wrote.');
  }
  if (value.version !== 1) return fail('A newer version of this extension wrote the playbook. Update the extension.');
  const { at, hosts } = value;
  if (typeof at !== 'string' || isoTime(at) === undefined || !Array.isArray(hosts)) {
    return fail('The result of this fleet verification is damaged: it has no time, or no hosts.');
  }
  return ok({ at, hosts: hosts.flatMap(hostFrom) });
}

function hostFrom(value: unknown): FleetHost[] {
  if (!isObject(value) || typeof value.name !== 'string') return [];
  const { name, output, problem } = value;
  const answer = typeof output === 'string' ? output : '';
  const why = typeof problem === 'string' ? plainText(problem).replace(/\s+/g, ' ').trim() : '';
  return [{ name: plainText(name), output: answer, problem: answer === '' ? why || 'it gave no answer' : '' }];
}

/** Judges what a fleet said by what is expected of the machines it names. A host that nothing is known of is told so. */
export function fleetReport(
  { at, hosts }: FleetResult,
  scope: string,
  expected: readonly Expectations[],
): VerificationReport {
  const now = isoTime(at) ?? 0;
  const judge = ({ name, output, problem }: FleetHost): VerifiedResource => {
    const evidence = readEvidence(output);
    const expectations = expectationFor(expected, { name, ...placeIn(evidence.shown) }) ?? strange(name);
    const { subject, gateway } = expectations;
    return {
      subject,
      ...(gateway ? { gateway: gateway.name } : {}),
      way: 'ansible',
      checks: compare(expectations, problem === '' ? { evidence } : { problem }, now),
    };
  };
  return reportOf(at, scope, hosts.map(judge));
}

const strange = (name: string): Expectations => ({ subject: { name, kind: 'machine' }, from: 'topology' });
