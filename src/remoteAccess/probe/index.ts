import type { ProbeResult, RunProbes } from '../../planning/network/probes';
import { Names } from './names';
import { observe, type Patience, type ObservedAzureState } from './observe';

const parallel = 48;
const usual: Patience = { connect: 3000, proxy: 3500, tls: 3500 };

/** `roots`: trusted besides Node's, as PEM. */
export const createProber =
  (patience: Patience = usual, roots?: readonly string[]): RunProbes =>
  async ({ probes, proxy }, signal, report) => {
    const around: ObservedAzureState = { names: new Names(), proxy, patience, roots };
    const observations: ProbeResult[] = [];
    const waiting = [...probes.entries()].reverse();
    let done = 0;
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [index, probe] = next;
        observations[index] = await observe(probe, around, signal);
        report?.(++done);
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, probes.length) }, worker));
    return observations;
  };
