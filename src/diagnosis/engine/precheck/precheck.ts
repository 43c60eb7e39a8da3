import type { Endpoint } from '../../../planning/network';
import { judge } from './judge';
import type { ProbeResult } from '../../../planning/network';
import type { Probe, ProbePlan } from '../../../planning/network';
import type { Judgement, Verdict } from './verdict';

export interface PrecheckRow extends Judgement {
  /** What was tried; a wildcard itself where nothing could be. */
  readonly host: string;
  readonly port: number;
  readonly via?: Probe['via'];
  readonly endpoint: Endpoint;
  readonly milliseconds?: number;
  /** Whether the chain of its certificate is trusted there; absent when that was not looked at. */
  readonly isTrusted?: boolean;
}

const order: readonly Verdict[] = ['blocked', 'inspected', 'private', 'doubtful', 'unprobed', 'open'];

/**
 * The outcome of a pre-check, what needs somebody first. `observations` are at the places of their probes; one that is
 * missing, because the check was stopped or its output cut, is a row that was not probed.
 */
export function precheck(
  { probes, unprobed, proxy }: ProbePlan,
  observations: readonly (ProbeResult | undefined)[],
): readonly PrecheckRow[] {
  const rows = probes.map((probe, index): PrecheckRow => {
    const { host, port, via, endpoint } = probe;
    const observation = observations[index];
    if (!observation) return { host, port, via, endpoint, ...notProbed('No result of this probe arrived.') };
    const { milliseconds, isTrusted } = observation;
    const trust = isTrusted === undefined ? {} : { isTrusted };
    return { host, port, via, endpoint, milliseconds, ...trust, ...judge(probe, observation, proxy) };
  });
  const others = unprobed.map(({ endpoint, reason }): PrecheckRow => {
    const { host, port } = endpoint;
    return { host, port, endpoint, ...notProbed(reason) };
  });
  return [...rows, ...others].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

const notProbed = (seen: string): Judgement => ({ verdict: 'unprobed', responsible: 'nobody', seen, fix: '' });
