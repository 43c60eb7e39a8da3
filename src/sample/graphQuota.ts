/** Requests per user and window. */
const size = 15;
const windowMilliseconds = 5000;

export interface QuotaAnswer {
  readonly isThrottled: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** As Resource Graph counts: a window starts with its first request. */
export class GraphQuota {
  private ends = -Infinity;
  private remaining = size;

  take(now: number): QuotaAnswer {
    if (now >= this.ends) {
      this.ends = now + windowMilliseconds;
      this.remaining = size;
    }
    const isThrottled = this.remaining === 0;
    if (!isThrottled) this.remaining--;
    const seconds = Math.ceil((this.ends - now) / 1000);
    return {
      isThrottled,
      headers: {
        'x-ms-user-quota-remaining': String(this.remaining),
        'x-ms-user-quota-resets-after': `00:00:${String(seconds).padStart(2, '0')}`,
        ...(isThrottled && { 'retry-after': String(seconds) }),
      },
    };
  }
}
