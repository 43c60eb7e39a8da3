import type { Endpoint, Source } from '../../../planning/network';
import type { Probe, ProbePlan, ProbeResult } from '../../../planning/network/probes';
import { judge } from './judge';
import type { ProbeConclusion, Verdict } from './verdict';

export interface PrecheckRow extends ProbeConclusion {
  /** The host that was probed, or the wildcard itself when no host could stand for it. */
  readonly host: string;
  readonly port: number;
  readonly via?: Probe['via'];
  /** Who asks for it. */
  readonly from: readonly Source[];
  readonly endpoint: Endpoint;
  readonly milliseconds?: number;
  /** Whether the machine trusts the certificate chain; absent when that was not checked. */
  readonly isTrusted?: boolean;
}

const order: readonly Verdict[] = ['blocked', 'inspected', 'private', 'doubtful', 'unprobed', 'open'];

/**
 * Most urgent first. `observations` have the indices of their probes; missing ones (canceled, truncated) were not
 * probed.
 */
export function precheck(
  { probes, unprobed, proxy }: ProbePlan,
  observations: readonly (ProbeResult | undefined)[],
): readonly PrecheckRow[] {
  const rows = probes.map((probe, index): PrecheckRow => {
    const { host, port, via, from, endpoint } = probe;
    const observation = observations[index];
    if (!observation) return { host, port, via, from, endpoint, ...notProbed('noResult') };
    const { milliseconds, isTrusted } = observation;
    const trust = isTrusted === undefined ? {} : { isTrusted };
    return { host, port, via, from, endpoint, milliseconds, ...trust, ...judge(probe, observation, proxy) };
  });
  const others = unprobed.map(({ endpoint, reason }): PrecheckRow => {
    const { host, port, from } = endpoint;
    return { host, port, from, endpoint, ...notProbed(reason) };
  });
  return [...rows, ...others].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

const notProbed = (code: ProbeConclusion['code']): ProbeConclusion => ({
  verdict: 'unprobed',
  responsible: 'nobody',
  code,
  values: {},
});
