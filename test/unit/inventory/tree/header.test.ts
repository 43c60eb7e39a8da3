import { expect, test } from 'vitest';
import { ArcError } from '../../../../src/kernel/errors';
import { cloudOf, publicCloud } from '../../../../src/kernel/knowledge/clouds';
import { ageOf, headerOf, type HeaderFacts } from '../../../../src/inventory/tree/header';

const china = cloudOf('AzureChinaCloud');
const cloud = china.ok ? china.value : undefined;

const now = Date.UTC(2026, 10, 2, 8);
const ago = (minutes: number) => now - minutes * 60_000;
const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'Azure cannot be reached.');
const calm: HeaderFacts = {
  isSample: false,
  cloud: publicCloud,
  filter: '',
  activity: undefined,
  readAt: undefined,
  isPartial: false,
  problem: undefined,
  graphProblem: undefined,
  unread: 0,
  notOffered: [],
};

test.each<[Partial<HeaderFacts>, string | undefined]>([
  [{}, undefined],
  [{ cloud: undefined }, undefined],
  [{ isSample: true }, 'Sample tenant, not Azure.'],
  [{ isSample: true, cloud, filter: 'sql' }, 'Sample tenant, not Azure. Filtered by “sql”.'],
  [{ cloud }, 'Azure in China has no Arc gateway: it exists in Azure’s public cloud only.'],
  [{ filter: 'sql' }, 'Filtered by “sql”.'],
  [{ readAt: ago(12), activity: 'resources' }, 'As of 12 minutes ago; reading…'],
  [{ readAt: ago(12), activity: 'resources', problem: unreachable }, 'As of 12 minutes ago; reading…'],
  [{ readAt: ago(90), problem: unreachable }, 'As of 1 hour ago. Azure cannot be reached.'],
  [{ readAt: ago(0) }, 'As of 1 minute ago. Refresh to read again.'],
  [{ isPartial: true, activity: 'resources' }, 'Reading…'],
  [{ notOffered: ['Not offered.'] }, 'Not offered.'],
  [{ isPartial: true }, 'The reading was cancelled. Refresh to read all.'],
  [{ isPartial: true, problem: unreachable }, 'Not all could be read: Azure cannot be reached.'],
  [{ activity: 'associations', unread: 1200 }, '1200 associations to read…'],
  [{ activity: 'associations' }, undefined],
  [{ unread: 1 }, '1 association not read.'],
  [{ unread: 2, problem: unreachable }, '2 associations not read: Azure cannot be reached.'],
  [{ problem: unreachable }, undefined],
  [{ graphProblem: unreachable }, 'Azure Resource Graph is denied; read subscription by subscription.'],
])('above the rows stands what they are of, how old, and what is left of them: %#', (facts, expected) => {
  expect(headerOf({ ...calm, ...facts }, now)).toBe(expected);
});

test('an age is told in its largest unit', () => {
  expect([59_000, 61_000, 7_300_000, 200_000_000].map(ageOf)).toEqual(['1 minute', '1 minute', '2 hours', '2 days']);
});
