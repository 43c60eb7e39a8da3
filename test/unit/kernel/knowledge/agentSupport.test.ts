import { expect, test } from 'vitest';
import { supportEndOf } from '../../../../src/kernel/knowledge/agentSupport';

test.each([
  ['1.40', '1.58', '2026-11'],
  ['1.58', '1.58', '2026-11'],
  ['1.58.03228.2572', '1.58', '2026-11'],
  ['1.59', '1.64', '2027-05'],
  ['1.67.03504.3207', '1.67', '2027-08'],
  ['1.9', '1.58', '2026-11'],
])('an agent %s is supported no longer than %s, until %s', (version, newest, month) => {
  expect(supportEndOf(version)).toMatchObject({ version: newest, month });
});

test.each(['1.68', undefined])('of %s nothing is known', (version) => {
  expect(supportEndOf(version)).toBeUndefined();
});
