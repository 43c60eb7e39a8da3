export { retryWhileTransitioning } from './retryWhileTransitioning';
export { isResultOfOperation, pollUntilDone } from './pollUntilDone';
export { type QuotaState, QuotaWindow, type UsualQuota } from './quotaWindow';
export { Semaphore } from './semaphore';
export { parallelPerSubscription, SubscriptionPacers } from './subscriptionPacers';
export { armReads, armWrites, type BucketSize } from './tokenBucket';
export { type Registration, registerAndWait } from './registerAndWait';
