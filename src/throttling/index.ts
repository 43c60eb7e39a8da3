export { afterTransition } from './afterTransition';
export { followPatiently } from './followPatiently';
export { type QuotaState, QuotaWindow, type UsualQuota } from './quotaWindow';
export { Slots } from './slots';
export { parallelPerSubscription, SubscriptionPacers } from './subscriptionPacers';
export { armReads, armWrites, type BucketSize } from './tokenBucket';
export { untilRegistered } from './untilRegistered';
