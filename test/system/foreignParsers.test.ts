import { expect, it } from 'vitest';
import { expectNoThrow, findSuperlinear } from '../support/foreignRuns';

it('what reads foreign text throws for none of 20,000 random and mutated texts', { timeout: 300_000 }, () => {
  expectNoThrow(20_000, 2);
});

it('what reads foreign text takes time in proportion to it, whatever its shape', { timeout: 300_000 }, () => {
  expect(findSuperlinear()).toEqual([]);
});
