import type { Clock } from '../kernel/clock';
import { RequestPacer } from './requestPacer';
import { armReads, armWrites } from './tokenBucket';

/** Requests of one kind on their way at once in a subscription; ten writes a second that take a second each need ten. */
export const parallelPerSubscription = 16;

/**
 * Keeps each subscription's reads and writes within what ARM allows one account. Azure counts all that an account sends, so
 * all who send share one of these.
 */
export class SubscriptionPacers {
  private readonly pacers = new Map<string, { readonly reads: RequestPacer; readonly writes: RequestPacer }>();

  constructor(private readonly clock: Clock) {}

  of(subscriptionId: string): { readonly reads: RequestPacer; readonly writes: RequestPacer } {
    const key = subscriptionId.toLowerCase();
    const known = this.pacers.get(key);
    if (known) return known;
    const parallel = parallelPerSubscription;
    const made = {
      reads: new RequestPacer({ ...armReads, parallel }, this.clock),
      writes: new RequestPacer({ ...armWrites, parallel }, this.clock),
    };
    this.pacers.set(key, made);
    return made;
  }
}
