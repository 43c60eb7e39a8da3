import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, type Clock } from '../core';

/** The clock of this machine, for whoever hands in no other. */
export const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal }).catch(() => {
      throw cancelled();
    }),
};
