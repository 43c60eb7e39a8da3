import { expect, test } from 'vitest';
import { expectLinear } from '../support/linear';

/** Work that takes this many steps for an input of that size. */
const stepsOf = (steps: (size: number) => number) => (size: number) => {
  let sum = 0;
  for (let step = steps(size); step > 0; step--) sum += step % 7;
  return sum;
};

test(
  'the measure of proportion passes what is in proportion, and nothing that grows faster',
  { timeout: 60_000 },
  () => {
    expectLinear(
      'size',
      stepsOf((size) => 1000 * size),
      1000,
    );
    expect(() => {
      expectLinear(
        'its square',
        stepsOf((size) => size ** 2),
        1000,
      );
    }).toThrow('its square');
  },
);
