import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kernel/clock';
import { cancelled } from '../kernel/errors';

/** A longer timer of Node.js goes off at once. */
const longestTimer = 2 ** 31 - 1;

/** The clock of this machine, for whoever hands in no other. */
export const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    sleep(Math.min(milliseconds, longestTimer), undefined, { signal }).catch(() => {
      throw cancelled();
    }),
};
