import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { wizardContract } from '../../../src/contract/wizard';

const { params } = wizardContract.requests.edit;
const accepts = (edit: unknown): boolean => v.safeParse(params, { edits: [edit] }).success;
const path = ['targets', 'count'];

describe('an edit', () => {
  it.each([
    ['text', 'x'],
    ['a whole number', 24],
    ['a list', ['a', 'b']],
    ['a section of texts', { id: 'x' }],
    ['a section of lists', { hosts: ['a'], cidrs: [] }],
    ['a target', { name: 'a', features: ['gitOps'], azure: { region: 'b' } }],
    ['a list of targets', [{ name: 'a', deployment: { shell: 'bash' } }, { name: 'b' }]],
    ['nothing, to remove it', undefined],
  ])('holds %s', (_, value) => {
    expect(accepts({ path, value })).toBe(true);
  });

  it.each([
    ['a text without end', 'x'.repeat(5000)],
    ['no number', Number.NaN],
    ['a number without end', Number.POSITIVE_INFINITY],
    ['a fraction', 0.5],
    ['a list without end', Array.from({ length: 10_001 }, () => 'x')],
    ['a section without end', Object.fromEntries(Array.from({ length: 1001 }, (__, index) => [`k${index}`, 'x']))],
    ['a list of anything', [1]],
    ['what is deeper than a target', { a: { b: { c: 'd' } } }],
    ['a target without end', Object.fromEntries(Array.from({ length: 101 }, (__, index) => [`k${index}`, { a: 'x' }]))],
    ['too many targets', Array.from({ length: 1001 }, () => ({ name: 'a' }))],
    ['null', null],
  ])('does not hold %s', (_, value) => {
    expect(accepts({ path, value })).toBe(false);
  });

  it.each([
    ['no place', []],
    ['a place too deep', Array.from({ length: 9 }, () => 'a')],
    ['a negative index', ['a', -1]],
    ['half an index', ['a', 0.5]],
  ])('needs a place, not %s', (_, wrong) => {
    expect(accepts({ path: wrong, value: 'x' })).toBe(false);
  });
});
