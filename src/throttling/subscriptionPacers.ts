import type { Clock } from '../kernel/clock';
import { RequestPacer } from './requestPacer';
import { armReads, armWrites } from './tokenBucket';

/** Per kind: ten writes per second at a second each need ten. */
export const parallelPerSubscription = 16;

/** ARM’s limits are per account, so all senders share one instance. */
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
