import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kernel/clock';
import { canceled } from '../kernel/errors';

/** Node.js fires longer timers immediately. */
const longestTimer = 2 ** 31 - 1;

export const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    sleep(Math.min(milliseconds, longestTimer), undefined, { signal }).catch(() => {
      throw canceled();
    }),
};
