import { armReads, armWrites, type BucketSize } from '../throttling';
import { armError, type Reply } from './http';

/** ARM's limits per subscription. Throttled requests take no token. */
export class ThrottlingLimits {
  private readonly buckets = new Map<string, { level: number; at: number }>();

  /** `now` in milliseconds; undefined when the request is allowed. */
  refusal(method: string, path: string, now: number): Reply | undefined {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
    if (subscription === undefined) return undefined;
    const size = method === 'GET' ? armReads : armWrites;
    const seconds = this.take(`${subscription.toLowerCase()} ${size === armReads ? 'reads' : 'writes'}`, size, now);
    if (seconds === 0) return undefined;
    const message = `Number of requests for subscription '${subscription}' exceeded the limit. Please try again after '${seconds}' seconds.`;
    return {
      ...armError(429, 'SubscriptionRequestsThrottled', message),
      headers: { 'retry-after': String(seconds), 'x-ms-ratelimit-remaining-subscription-writes': '0' },
    };
  }

  /** Whole seconds until the next token; 0 when one was taken. */
  private take(key: string, { capacity, perSecond }: BucketSize, now: number): number {
    const { level, at } = this.buckets.get(key) ?? { level: capacity, at: now };
    const filled = Math.min(capacity, level + ((now - at) / 1000) * perSecond);
    this.buckets.set(key, { level: filled >= 1 ? filled - 1 : filled, at: now });
    return filled >= 1 ? 0 : Math.ceil((1 - filled) / perSecond);
  }
}
