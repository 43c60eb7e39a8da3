import { expect, test } from 'vitest';
import { present } from '../../../src/kernel/present';

test('only undefined takes a key away', () => {
  const values = { none: undefined, empty: '', zero: 0, no: false, nothing: null };
  expect(Object.entries(present(values))).toEqual([
    ['empty', ''],
    ['zero', 0],
    ['no', false],
    ['nothing', null],
  ]);
});

test('foreign keys are copied as keys', () => {
  const foreign = JSON.parse('{ "__proto__": { "isAdmin": true }, "constructor": "x" }') as object;
  const copy = present(foreign);
  expect(Object.keys(copy)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});
