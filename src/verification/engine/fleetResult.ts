import { redact } from '../../kernel/redact';
import { type JsonProblem, parseJson } from '../../kernel/json';
import { fail, ok, type Result } from '../../kernel/result';
import { sameResource, resourceKey } from '../../kernel/resources';
import type { CheckResult } from './checkResult';
import { compare } from './compare';
import type { VerificationRecord } from './judge';
import { type Evidence, tryReadEvidence } from './evidence';
import { type ExpectedResources, expectationFor, indexExpected } from './expect';
import type { Expectations, VerificationTarget } from './expectations';
import { isoTime } from '../../kernel/isoTime';
import { isRecord } from '../../kernel/isRecord';
import { claimedIdentity } from './identityChecks';
import { plainText } from '../../kernel/text/plainText';
import { targetKey } from './report';
import { type ShownValue, shownText } from './shownValue';
import { coded, isSame, verdict } from './verdicts';

/** Identifies the fleet playbook's result files. */
export const fleetFormat = 'arc-gateway-fleet';

export interface FleetHost {
  readonly name: string;
  /** Of the verification script. */
  readonly output: string;
  /** Absent if there is an answer. */
  readonly problem?: ShownValue;
}

export interface FleetResult {
  /** ISO 8601, UTC, by the control node's clock. */
  readonly at: string;
  readonly hosts: readonly FleetHost[];
}

export type FleetProblem = JsonProblem | 'noFleetResult' | 'newerVersion' | 'damaged';

export function readFleetResult(text: string): Result<FleetResult, FleetProblem> {
  const read = parseJson(text);
  if (!read.ok) return fail(read.error);
  const { value } = read;
  if (!isRecord(value) || value.format !== fleetFormat) return fail('noFleetResult');
  if (value.version !== 1) return fail('newerVersion');
  const { at, hosts } = value;
  if (typeof at !== 'string' || isoTime(at) === undefined || !Array.isArray(hosts)) return fail('damaged');
  return ok({ at, hosts: hosts.flatMap(hostFrom) });
}

function hostFrom(value: unknown): FleetHost[] {
  if (!isRecord(value) || typeof value.name !== 'string') return [];
  const { name, output, problem } = value;
  const answer = typeof output === 'string' ? output : '';
  const why = typeof problem === 'string' ? plainText(problem).replace(/\s+/g, ' ').trim() : '';
  return [{ name: plainText(name), output: answer, ...(answer === '' && { problem: why || coded('nothing') }) }];
}

export interface FleetMember {
  readonly host: FleetHost;
  readonly evidence: Evidence;
  /** Have no resource if other hosts claim the same one. */
  readonly expectations: Expectations;
  /** Other hosts with the same claim: the first ten of `rivalCount`. */
  readonly rivals: readonly string[];
  readonly rivalCount: number;
  /** Key of the claimed resource, if expected. */
  readonly claims?: string;
}

/** By claimed id or by name; some hosts have none. */
export function fleetMembers({ hosts }: FleetResult, expected: readonly Expectations[]): readonly FleetMember[] {
  const known = indexExpected(expected);
  const found = hosts.map((host) => claimOf(host, known));
  const sameSubject = Map.groupBy(found, ({ expectations }) => targetKey(expectations.subject));
  const sameClaim = Map.groupBy(found, ({ claims }) => claims);
  return found.map((each) => {
    const claimants = each.claims === undefined ? [] : (sameClaim.get(each.claims) ?? []);
    const isNamedAlone = sameSubject.get(targetKey(each.expectations.subject))?.length === 1;
    return memberAmong(claimants, isNamedAlone, each);
  });
}

type HostClaim = Omit<FleetMember, 'rivals' | 'rivalCount'>;

function claimOf(host: FleetHost, expected: ExpectedResources): HostClaim {
  const { evidence, problem } = tryReadEvidence(host);
  const place = claimedIdentity(evidence.shown);
  const expectations = expectationFor(expected, { name: host.name, ...place }) ?? unknownHost(host.name);
  const { resourceId } = expectations.subject;
  const claims = resourceId !== undefined && sameResource(resourceId, place.resourceId ?? '') ? resourceId : undefined;
  return {
    host: problem === undefined ? host : { name: host.name, output: '', problem },
    evidence,
    expectations,
    ...(claims === undefined ? {} : { claims: resourceKey(claims) }),
  };
}

/** Bounds a quadratic list: a whole fleet may be cloned from one image. */
const mostRivals = 10;

/**
 * Only a sole claimant is matched; hosts that share a claim or name must not hide behind one
 * another.
 */
function memberAmong(claimants: readonly HostClaim[], isNamedAlone: boolean, one: HostClaim): FleetMember {
  const { host, expectations, claims } = one;
  const rivals = claimants.slice(0, mostRivals + 1).filter((each) => each !== one);
  const isAlone = isNamedAlone || (claims !== undefined && rivals.length === 0);
  const subject: VerificationTarget = isAlone
    ? expectations.subject
    : { name: host.name, kind: expectations.subject.kind };
  return {
    ...one,
    expectations: { ...expectations, subject },
    rivals: rivals.slice(0, mostRivals).map((each) => each.host.name),
    rivalCount: Math.max(0, claimants.length - 1),
  };
}

interface JudgedHost {
  readonly expectations: Expectations;
  readonly record: VerificationRecord;
}

export interface JudgedFleet {
  readonly at: string;
  readonly hosts: readonly JudgedHost[];
}

/** Heartbeats are judged at the result's time. */
export function judgeFleet(text: string, expected: readonly Expectations[]): Result<JudgedFleet, FleetProblem> {
  const read = readFleetResult(text);
  if (!read.ok) return read;
  const { at } = read.value;
  const hosts = fleetMembers(read.value, expected).map((member) => ({
    expectations: member.expectations,
    record: judgeMember(member, isoTime(at) ?? 0),
  }));
  return ok({ at, hosts });
}

/** `now`: Unix time in milliseconds. */
export function judgeMember(member: FleetMember, now: number): VerificationRecord {
  const { host, evidence, expectations, claims } = member;
  const { name, output, problem } = host;
  const { subject, gateway } = expectations;
  const { connectionType } = evidence;
  const checks = compare(expectations, problem === undefined ? { evidence } : { problem }, now);
  const answer = problem === undefined ? output : shownText(problem, 'en');
  return {
    verified: {
      subject,
      ...(gateway ? { gateway: gateway.name } : {}),
      way: 'ansible',
      checks: checks.map((check) => asOfHost(check, member)),
    },
    log: redact(plainText(`Read from the fleet’s result, host ${name}:\n${answer}`)),
    ...(connectionType === undefined ? {} : { connectionType }),
    ...(claims === undefined ? {} : { claims }),
  };
}

/** Adds identity conflicts, and the host's name if different. */
function asOfHost(check: CheckResult, { host, expectations, rivals, rivalCount }: FleetMember): CheckResult {
  if (check.id === 'place.resource' && rivalCount > 0) {
    const observed =
      rivalCount > rivals.length
        ? coded('identityOfMany', { count: rivalCount, hosts: rivals })
        : coded('sharedIdentity', { hosts: rivals });
    return { id: check.id, ...verdict('failed', coded('ownIdentity'), observed, 'cloned') };
  }
  const isOther =
    check.id === 'machine.reached' && check.outcome === 'passed' && !isSame(host.name, expectations.subject.name);
  return isOther ? { ...check, observed: [{ value: coded('answerOfHost', { host: host.name }) }] } : check;
}

const unknownHost = (name: string): Expectations => ({ subject: { name, kind: 'machine' }, from: 'site' });
