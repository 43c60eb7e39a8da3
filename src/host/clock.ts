import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, type Clock } from '../core';

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal }).catch(() => {
      throw cancelled();
    }),
};
