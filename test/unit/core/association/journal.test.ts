import { describe, expect, it } from 'vitest';
import { replayJournal } from '../../../../src/core';
import { headOf, planFor } from '../../../support/fakeAssociations';
import { gateway, machine } from '../../../support/resources';

const hub = gateway('gw-hub');
const m1 = machine('m-1');
const plan = planFor(
  { gateways: [hub], machines: [m1], associations: [[m1, null]] },
  { kind: 'associate', gateway: hub },
);
const first = { type: 'run', version: 1, head: headOf(plan) };
const result = { status: 'done', at: '2026-08-01T08:00:00Z', milliseconds: 7 };
const journalOf = (...entries: readonly unknown[]) =>
  replayJournal(entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n'));

describe('a journal that is read back', () => {
  it('says what was planned, sent and done, and how it ended', () => {
    const record = journalOf(
      first,
      { type: 'intent', item: 0, step: 'association', at: '' },
      { type: 'result', item: 0, result },
      { type: 'ended', how: 'finished', at: 'then' },
    );
    expect(record).toEqual({
      head: headOf(plan),
      sent: new Set([0]),
      results: new Map([[0, result]]),
      end: { how: 'finished', at: 'then' },
    });
  });

  it.each([
    ['a line that was cut off', '{"type":"result","item":0,"resu'],
    ['no object', 7],
    ['nothing', null],
    ['another kind of entry', { type: 'note', item: 0 }],
    ['a result of nothing', { type: 'result', item: 0 }],
    ['a result of a status that is not known', { type: 'result', item: 0, result: { ...result, status: 'perhaps' } }],
    ['a result that took no time that is known', { type: 'result', item: 0, result: { ...result, milliseconds: '7' } }],
    ['an intent for no item', { type: 'intent', item: 'm-1', step: 'association' }],
    ['an end of another sort', { type: 'ended', how: 'somehow', at: 'then' }],
  ])('leaves out %s', (_, entry) => {
    const record = journalOf(first, entry);
    expect(record).toEqual({ head: headOf(plan), sent: new Set(), results: new Map() });
  });

  it.each([
    ['of another version', { ...first, version: 2 }],
    ['without a plan', { ...first, head: { startedAt: '' } }],
    ['without items', { ...first, head: { ...first.head, plan: { ...plan, items: {} } } }],
    ['with items that are none', { ...first, head: { ...first.head, plan: { ...plan, items: ['m-1'] } } }],
  ])('%s is none', (_, head) => {
    expect(journalOf(head, { type: 'ended', how: 'finished', at: 'then' })).toBeUndefined();
  });
});
