import { fail, ok, type Result } from '../result';
import { compare } from './compare';
import { type Evidence, readEvidence } from './evidence';
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

/** A host, and what is expected of the machine that it is. */
export interface FleetMember {
  readonly host: FleetHost;
  readonly evidence: Evidence;
  readonly expectations: Expectations;
}

/** Finds what is expected of each host, by the id that its agent says or by its name. Of some hosts nothing is known. */
export const fleetMembers = ({ hosts }: FleetResult, expected: readonly Expectations[]): readonly FleetMember[] =>
  hosts.map((host) => {
    const evidence = readEvidence(host.output);
    const known = expectationFor(expected, { name: host.name, ...placeIn(evidence.shown) });
    return { host, evidence, expectations: known ?? strange(host.name) };
  });

/** Judges what a fleet said. Time is that of the result: a heartbeat was fresh then, or was not. */
export const fleetReport = ({ at }: FleetResult, scope: string, members: readonly FleetMember[]): VerificationReport =>
  reportOf(
    at,
    scope,
    members.map((member) => judged(member, isoTime(at) ?? 0)),
  );

function judged({ host, evidence, expectations }: FleetMember, now: number): VerifiedResource {
  const { subject, gateway } = expectations;
  return {
    subject,
    ...(gateway ? { gateway: gateway.name } : {}),
    way: 'ansible',
    checks: compare(expectations, host.problem === '' ? { evidence } : { problem: host.problem }, now),
  };
}

const strange = (name: string): Expectations => ({ subject: { name, kind: 'machine' }, from: 'topology' });
