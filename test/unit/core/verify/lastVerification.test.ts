import { describe, expect, it } from 'vitest';
import { type CheckResult, isAsLate, lastVerificationFrom, lastVerificationOf } from '../../../../src/core';

const check = (id: CheckResult['id'], outcome: CheckResult['outcome']): CheckResult => ({
  id,
  title: id,
  outcome,
  expected: '',
  observed: '',
  source: '',
});
const at = '2026-11-20T12:05:00Z';
const outcome = lastVerificationOf(at, [
  check('agent.status', 'passed'),
  check('gateway.url', 'failed'),
  check('network.endpoints', 'unknown'),
  check('network.private', 'skipped'),
]);

describe('what the last verification came to', () => {
  it('is when it was, how much passed, and what did not', () => {
    expect(outcome).toEqual({ at, passed: 1, failed: ['gateway.url'], unknown: ['network.endpoints'] });
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

  it('is not replaced by what was seen before, whatever the offset of its clock', () => {
    expect(isAsLate(outcome, undefined)).toBe(true);
    expect(isAsLate(outcome, outcome)).toBe(true);
    expect(isAsLate({ ...outcome, at: '2026-11-20T13:00:00+01:00' }, outcome)).toBe(false);
  });
});
