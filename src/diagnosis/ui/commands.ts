/** Loaded with the first command. */
export { checkNetwork } from './checkNetwork';
export { collectArcLogs } from './collectArcLogs';
export { explainError, isKnown } from './explainError';
export { openLog } from './openLog';
