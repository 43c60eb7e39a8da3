/** What the commands do; loaded with the first of them. */
export { checkNetwork } from './checkNetwork';
export { collectArcLogs } from './collectArcLogs';
export { explainError, isKnown } from './explainError';
export { openLog } from './openLog';
