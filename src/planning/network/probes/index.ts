export type { Probe, ProbePlan, Proxy, RunProbes } from './probe';
export { type ProbeFailure, probeFailures, type ProbeResult, type ProbeStage, probeStages } from './probeResult';
export { probesFor } from './probesFor';
