import { describe, expect, it } from 'vitest';
import { isOfNewerVersion, replayJournal } from '../../../../src/association/engine/journal';
import { associationMarkdown } from '../../../../src/association/engine/report';
import { associationCsv } from '../../../../src/association/engine/reportCsv';
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

  it('was begun by its first line, whatever else says so later', () => {
    const record = journalOf(first, { ...first, head: { ...first.head, account: 'somebody@else.example' } });
    expect(record?.head).toEqual(headOf(plan));
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

/** Every value of a JSON text replaced by others, one at a time. */
function* mutations(value: unknown): Generator<unknown> {
  yield* [null, 7, '', 'x', [], {}, true];
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const { [key]: old, ...rest } = value as Record<string, unknown>;
    yield Array.isArray(value) ? value.filter((_, index) => String(index) !== key) : rest;
    for (const other of mutations(old)) {
      if (Array.isArray(value)) yield value.map((each: unknown, index) => (String(index) === key ? other : each));
      else yield { ...rest, [key]: other };
    }
  }
}

describe('whatever a journal lets pass', () => {
  it('can be reported, and resumed as far as it names subscriptions', () => {
    let passed = 0;
    let refused = 0;
    const done = { ...result, reason: 'r', after: { gatewayId: hub.id } };
    const entries = [
      { type: 'result', item: 0, result: done },
      { type: 'ended', how: 'finished', at: '2026-08-01T08:00:00Z' },
    ];
    const lines = [first, ...entries];
    for (const [place, line] of lines.entries())
      for (const mutated of mutations(line)) {
        const record = journalOf(...lines.map((each, index) => (index === place ? mutated : each)));
        if (!record) {
          refused += 1;
          continue;
        }
        passed += 1;
        expect(associationMarkdown(record)).toContain('# ');
        expect(associationCsv(record)).toContain('Time (UTC)');
        expect(record.head.plan.items.every(({ resource }) => resource.subscriptionId !== '')).toBe(true);
      }
    expect([passed > 100, refused > 100]).toEqual([true, true]);
  });

  it.each([
    [2, true],
    [99, true],
    [1, false],
    ['2', false],
  ])('of version %s is of a newer version: %s', (version, isNewer) => {
    const text = JSON.stringify({ type: 'run', version, head: { of: 'another form' } });
    expect([isOfNewerVersion(text), isOfNewerVersion(`${text}\n{"type":"intent"}\n`)]).toEqual([isNewer, isNewer]);
  });
});
