import { expect, test } from 'vitest';
import { ArcError } from '../../../../src/kernel/errors';
import { cloudOf, publicCloud } from '../../../../src/kernel/knowledge/clouds';
import { headerOf, type HeaderFacts, timeAgo } from '../../../../src/inventory/tree/header';

const china = cloudOf('AzureChinaCloud');
const cloud = china.ok ? china.value : undefined;

const now = Date.UTC(2026, 10, 2, 8);
const ago = (minutes: number) => now - minutes * 60_000;
const unreachable = new ArcError({ code: 'Unreachable', host: 'h', cause: 'dns' }, 'Azure cannot be reached.');
const calm: HeaderFacts = {
  isSample: false,
  cloud: publicCloud,
  filter: '',
  counts: { all: 1200, shown: 9 },
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
  [{ isSample: true, cloud, filter: 'sql' }, 'Sample tenant, not Azure. 9 of 1,200, filtered by “sql”.'],
  [{ cloud }, 'Arc gateway isn’t available in Azure in China, only in the Azure public cloud.'],
  [{ filter: 'sql' }, '9 of 1,200, filtered by “sql”.'],
  [{ readAt: ago(12), activity: 'resources' }, 'As of 12 minutes ago; loading…'],
  [{ readAt: ago(12), activity: 'resources', problem: unreachable }, 'As of 12 minutes ago; loading…'],
  [{ readAt: ago(90), problem: unreachable }, 'As of 1 hour ago. Azure cannot be reached.'],
  [{ readAt: ago(0) }, 'As of 1 minute ago. Refresh to load the current state.'],
  [{ isPartial: true, activity: 'resources' }, 'Loading…'],
  [{ notOffered: ['Not offered.'] }, 'Not offered.'],
  [{ isPartial: true }, 'Loading was canceled. Refresh to load everything.'],
  [{ isPartial: true, problem: unreachable }, 'Some resources could not be loaded. Azure cannot be reached.'],
  [{ activity: 'associations', unread: 1200 }, 'Loading 1,200 associations…'],
  [{ activity: 'associations' }, undefined],
  [{ unread: 1 }, '1 association is not loaded.'],
  [{ unread: 2, problem: unreachable }, '2 associations are not loaded. Azure cannot be reached.'],
  [{ problem: unreachable }, undefined],
  [{ graphProblem: unreachable }, 'No access to Azure Resource Graph, so subscriptions are loaded one by one.'],
])('above the rows stands what they are of, how old, and what is left of them: %#', (facts, expected) => {
  expect(headerOf({ ...calm, ...facts }, now)).toBe(expected);
});

test('an age is told in its largest unit', () => {
  expect([59_000, 61_000, 7_300_000, 200_000_000].map(timeAgo)).toEqual([
    '1 minute ago',
    '1 minute ago',
    '2 hours ago',
    '2 days ago',
  ]);
});
