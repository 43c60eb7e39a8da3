import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kernel/clock';
import { canceled } from '../kernel/errors';

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal }).catch(() => {
      throw canceled();
    }),
};
