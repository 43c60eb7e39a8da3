import { it } from 'vitest';
import { expectNoThrow } from '../support/foreignRuns';

it('what reads foreign text throws for none of 20,000 random and mutated texts', { timeout: 300_000 }, () => {
  expectNoThrow(20_000, 2);
});
