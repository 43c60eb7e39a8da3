import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChange, changeBetween } from '../../../src/contract/changes';

const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

it('a change makes one value of the other, on its way as JSON', () => {
  let [partial, whole] = [0, 0];
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, value, fc.boolean(), (a, b, isNested) => {
      const [before, now] = isNested
        ? [sent({ a, b, kept: [a] }), sent({ a: b, c: a, kept: [a] })]
        : [sent(a), sent(b)];
      const change = changeBetween(before, now);
      if (change === undefined) expect(now).toEqual(before);
      else expect(JSON.stringify(applyChange(before, sent(change)))).toBe(JSON.stringify(now));
      if (change && 'members' in change) partial += 1;
      else whole += 1;
    }),
  );
  expect(Math.min(partial, whole)).toBeGreaterThan(5);
});

it('what has not changed is the same object as before, and not sent', () => {
  const before = {
    list: [
      { name: 'a', tags: ['x'] },
      { name: 'b', tags: ['y'] },
    ],
    gone: 1,
    more: { deep: { kept: [1] } },
  };
  const now = sent({
    list: [
      { name: 'a', tags: ['x'] },
      { name: 'c', tags: ['y'] },
    ],
    more: { deep: { kept: [1] } },
  });
  const change = changeBetween(before, now);
  expect(change).toEqual({
    members: { list: { members: { 1: { members: { name: { value: 'c' } } } } } },
    keys: ['list', 'more'],
  });
  const after = applyChange(before, change ?? { value: undefined }) as typeof before;
  expect(JSON.stringify(after)).toBe(JSON.stringify(now));
  expect(after.list[0]).toBe(before.list[0]);
  expect(after.list[1]?.tags).toBe(before.list[1]?.tags);
  expect(after.more).toBe(before.more);
  expect(before).toHaveProperty('gone', 1);
});

it('members with the names of what every object has are members like others', () => {
  const before = sent({ list: [1] });
  const now = JSON.parse('{ "list": [1], "constructor": { "a": 1 }, "toString": "x" }') as unknown;
  expect(applyChange(before, changeBetween(before, now) ?? { value: undefined })).toEqual(now);
});

it('a member that is undefined passes as it does in JSON', () => {
  const [before, now] = [
    { a: 1, b: [1] },
    { a: undefined, b: [1] },
  ];
  expect(applyChange(before, sent(changeBetween(before, now) ?? { value: 1 }))).toEqual({ b: [1] });
});

it('members keep the order that they have now', () => {
  const [before, now] = [
    { site: 'a', room: 'x' },
    { first: '1', room: 'x', site: 'b' },
  ];
  const change = changeBetween(before, now) ?? { value: undefined };
  expect(Object.keys(applyChange(before, sent(change)) as object)).toEqual(['first', 'room', 'site']);
});
