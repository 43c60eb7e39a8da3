export type { Probe, ProbePlan, Proxy, RunProbes } from './probe';
export { type ProbeFailure, probeFailures, type ProbeResult, type ProbeStage, probeStages } from './probeResult';
export { mergeProbes, probesFor } from './probesFor';
export { mostCertificates, type SeenChain, unseenChain, type UnseenReason, unseenReasons } from './seenChain';
export { webSocketAccept, webSocketHeaders } from './webSocket';
