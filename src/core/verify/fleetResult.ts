import { fail, ok, type Result } from '../result';
import { sameResource, resourceKey } from '../resources';
import { type CheckResult, checkResult } from './checkResult';
import { compare } from './compare';
import { type Evidence, readEvidence } from './evidence';
import { expectationFor } from './expect';
import type { Expectations, Subject } from './expectations';
import { isoTime } from './isoTime';
import { isObject } from './looseJson';
import { placeIn } from './placeChecks';
import { plainText } from './plainText';
import { reportOf, subjectKey, type VerificationReport, type VerifiedResource } from './report';
import { isSame } from './verdicts';

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
  /** Of a host that is not alone in what it claims to be, they are about the host and no resource. */
  readonly expectations: Expectations;
  /** Other hosts whose agents say that they are the same resource. */
  readonly rivals: readonly string[];
  /** Key of the resource that the agent there says it is, if that is the expected one. */
  readonly claims?: string;
}

/** Finds what is expected of each host, by the id that its agent says or by its name. Of some hosts nothing is known. */
export function fleetMembers({ hosts }: FleetResult, expected: readonly Expectations[]): readonly FleetMember[] {
  const found = hosts.map((host): Claim => {
    const evidence = readEvidence(host.output);
    const place = placeIn(evidence.shown);
    const expectations = expectationFor(expected, { name: host.name, ...place }) ?? strange(host.name);
    const { resourceId } = expectations.subject;
    const claims =
      resourceId !== undefined && sameResource(resourceId, place.resourceId ?? '') ? resourceId : undefined;
    return { host, evidence, expectations, ...(claims === undefined ? {} : { claims: resourceKey(claims) }) };
  });
  return found.map((each) => memberAmong(found, each));
}

type Claim = Omit<FleetMember, 'rivals'>;

/** Who claims a resource alone is that. Who shares its claim or its name with others must not hide behind one of them. */
function memberAmong(all: readonly Claim[], one: Claim): FleetMember {
  const { host, expectations, claims } = one;
  const key = subjectKey(expectations.subject);
  const others = all.filter((each) => each.host !== host && subjectKey(each.expectations.subject) === key);
  const rivals = claims === undefined ? [] : others.flatMap((each) => (each.claims === claims ? [each.host.name] : []));
  const isAlone = others.length === 0 || (claims !== undefined && rivals.length === 0);
  const subject: Subject = isAlone ? expectations.subject : { name: host.name, kind: expectations.subject.kind };
  return { ...one, expectations: { ...expectations, subject }, rivals };
}

/** Judges what a fleet said. Time is that of the result: a heartbeat was fresh then, or was not. */
export const fleetReport = ({ at }: FleetResult, scope: string, members: readonly FleetMember[]): VerificationReport =>
  reportOf(
    at,
    scope,
    members.map((member) => judged(member, isoTime(at) ?? 0)),
  );

function judged({ host, evidence, expectations, rivals }: FleetMember, now: number): VerifiedResource {
  const { subject, gateway } = expectations;
  const checks = compare(expectations, host.problem === '' ? { evidence } : { problem: host.problem }, now);
  return {
    subject,
    ...(gateway ? { gateway: gateway.name } : {}),
    way: 'ansible',
    checks: checks.map((check) => asOfHost(check, host.name, subject.name, rivals)),
  };
}

/** Says what one machine alone cannot: that others have its identity, and which host it is where its name differs. */
function asOfHost(check: CheckResult, host: string, name: string, rivals: readonly string[]): CheckResult {
  if (check.id === 'place.resource' && rivals.length > 0) {
    const observed = `the same as of ${rivals.join(', ')}`;
    return checkResult(check.id, { outcome: 'failed', expected: 'a resource of its own', observed, why: 'cloned' });
  }
  const isOther = check.id === 'machine.reached' && check.outcome === 'passed' && !isSame(host, name);
  return isOther ? { ...check, observed: `${check.observed}, of the host ${host}` } : check;
}

const strange = (name: string): Expectations => ({ subject: { name, kind: 'machine' }, from: 'topology' });
