import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../../src/verification/engine/checkResult';
import {
  isOutdated,
  lastVerificationFrom,
  lastVerificationOf,
} from '../../../../src/verification/engine/lastVerification';

const check = (id: CheckResult['id'], outcome: CheckResult['outcome']): CheckResult => ({
  id,
  outcome,
  expected: [],
  observed: [],
});
const at = '2026-11-20T12:05:00Z';
const checks = [
  check('agent.status', 'passed'),
  check('gateway.url', 'failed'),
  check('network.endpoints', 'unknown'),
  check('network.private', 'skipped'),
  check('agent.status', 'notJudged'),
];
const hub = { status: 'read', gatewayId: '/subscriptions/1/x/GW-Hub' } as const;
const direct = { status: 'read' } as const;
const unread = { status: 'unread' } as const;
const outcome = lastVerificationOf(at, checks, hub);

describe('what the last verification came to', () => {
  it('is when it was, how much passed, and what did not', () => {
    const counted = {
      at,
      passed: 1,
      failed: ['gateway.url'],
      unknown: ['network.endpoints'],
      notJudged: ['agent.status'],
    };
    expect(outcome).toEqual({ ...counted, associatedWith: '/subscriptions/1/x/gw-hub' });
    expect(lastVerificationOf(at, checks, unread)).toEqual(counted);
    expect(lastVerificationOf(at, checks, undefined)).toEqual(counted);
  });

  it('is outdated once the resource goes another way, and not before that is known', () => {
    const other = { status: 'read', gatewayId: '/subscriptions/1/x/gw-other' } as const;
    expect([hub, unread, direct, other].map((now) => isOutdated(outcome, now))).toEqual([false, false, true, true]);
    expect(isOutdated(lastVerificationOf(at, checks, direct), direct)).toBe(false);
    expect(isOutdated(lastVerificationOf(at, checks, direct), hub)).toBe(true);
    expect(isOutdated(lastVerificationOf(at, checks, unread), hub)).toBe(false);
  });

  it('of an earlier version has no checks that are not judged', () => {
    const { notJudged, ...earlier } = outcome;
    expect(notJudged).toHaveLength(1);
    expect(lastVerificationFrom(earlier)).toEqual(earlier);
  });

  it('is read as it was kept', () => {
    expect(lastVerificationFrom(JSON.parse(JSON.stringify({ key: 'x', ...outcome })))).toEqual(outcome);
  });

  it.each([
    undefined,
    'x',
    {},
    { ...outcome, at: 'yesterday' },
    { ...outcome, passed: '1' },
    { ...outcome, unknown: undefined },
    { ...outcome, failed: ['gateway.url', 'of.another.version'] },
  ])('is not guessed from %j', (kept) => {
    expect(lastVerificationFrom(kept)).toBeUndefined();
  });
});
