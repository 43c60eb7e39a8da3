import type { Probe, ProbeFailure, ProbeResult, Proxy } from '../../../planning/network/probes';
import { failedUpgrade } from './judgeUpgrade';
import type { ConclusionCode, ProbeConclusion, Responsible } from './verdict';

const blocked = (
  responsible: Responsible,
  code: ConclusionCode,
  values: ProbeConclusion['values'] = {},
): ProbeConclusion => ({ verdict: 'blocked', responsible, code, values });

/** Why a probe failed; undefined when it succeeded. */
export function judgeFailure(probe: Probe, observation: ProbeResult, proxy?: Proxy): ProbeConclusion | undefined {
  const { failure = 'other' } = observation;
  switch (observation.stage) {
    case 'done':
      return undefined;
    case 'dns':
      return noName(probe, failure, proxy);
    case 'connect':
      return probe.via === 'proxy' ? noProxy(failure, proxy) : blocked('network', 'noConnection', { failure });
    case 'proxy':
      return refusedByProxy(observation, proxy);
    case 'tls':
      return blocked(probe.via === 'proxy' ? 'proxy' : 'network', 'noTls', { failure });
    case 'upgrade':
      return failedUpgrade(probe, observation);
    case 'http':
      return probe.via === 'proxy' ? refusedByProxy(observation, proxy) : noHttp(observation);
  }
}

const proxyName = (proxy: Proxy | undefined): string => (proxy ? `${proxy.host}:${proxy.port}` : '');

function noName({ host, via }: Probe, failure: ProbeFailure, proxy: Proxy | undefined): ProbeConclusion {
  if (via === 'proxy') return blocked('dns', 'proxyNotFound', { proxy: proxyName(proxy) });
  if (failure !== 'notFound') return blocked('dns', 'dnsFailed', { failure });
  return host.endsWith('.gw.arc.azure.com') ? blocked('azure', 'gatewayNotFound') : blocked('dns', 'hostNotFound');
}

const noProxy = (failure: ProbeFailure, proxy: Proxy | undefined): ProbeConclusion =>
  failure === 'refused'
    ? blocked('proxy', 'proxyRefused', { proxy: proxyName(proxy) })
    : blocked('network', 'proxyUnreachable', { proxy: proxyName(proxy), failure });

function refusedByProxy({ failure = 'other', status }: ProbeResult, proxy: Proxy | undefined): ProbeConclusion {
  if (status === undefined) return blocked('proxy', 'proxyNoAnswer', { proxy: proxyName(proxy), failure });
  if (status === 407) return blocked('proxy', 'proxyAuthentication');
  if (status === 403) return blocked('proxy', 'proxyDenied');
  return blocked('proxy', status >= 500 ? 'proxyCannotReach' : 'proxyStatus', { status });
}

const noHttp = ({ failure = 'other', status }: ProbeResult): ProbeConclusion =>
  status === undefined ? blocked('network', 'httpNoAnswer', { failure }) : blocked('network', 'httpStatus', { status });
