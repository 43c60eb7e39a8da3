import type { ProbeResult, ProbeFailure } from '../../../planning/network';
import type { Probe, Proxy } from '../../../planning/network';
import type { Judgement, Responsible } from './verdict';

const blocked = (responsible: Responsible, seen: string, fix: string): Judgement => ({
  verdict: 'blocked',
  responsible,
  seen,
  fix,
});

/** Why a probe did not come through; undefined when it did. */
export function judgeFailure(probe: Probe, observation: ProbeResult, proxy?: Proxy): Judgement | undefined {
  const { failure = 'other' } = observation;
  switch (observation.stage) {
    case 'done':
      return undefined;
    case 'dns':
      return noName(probe, failure, proxy);
    case 'connect':
      return probe.via === 'proxy' ? noProxy(failure, proxy) : noConnection(probe, failure);
    case 'proxy':
      return refusedByProxy(probe, observation, proxy);
    case 'tls':
      return noTls(probe, failure);
    case 'http':
      return noHttp(probe, observation, proxy);
  }
}

const proxyName = (proxy: Proxy | undefined): string => (proxy ? `${proxy.host}:${proxy.port}` : 'the proxy');

function noName({ host, via }: Probe, failure: ProbeFailure, proxy: Proxy | undefined): Judgement {
  if (via === 'proxy') {
    return blocked(
      'dns',
      `The name of the proxy, ${proxyName(proxy)}, is not found.`,
      'Correct the proxy in the topology, or add its name to DNS.',
    );
  }
  if (failure === 'notFound' && host.endsWith('.gw.arc.azure.com')) {
    return blocked(
      'azure',
      'DNS does not know the gateway.',
      'Check in Azure that the gateway exists and that this is its URL. If so, have the DNS team look.',
    );
  }
  return failure === 'notFound'
    ? blocked(
        'dns',
        'DNS does not know the name.',
        'Have the DNS servers of this network resolve names of the internet; or, if machines go out through a proxy, put it into the topology.',
      )
    : blocked(
        'dns',
        `DNS gives no answer (${failureWords[failure]}).`,
        'Check the DNS servers of this network, and port 53 to them.',
      );
}

const failureWords: Readonly<Record<ProbeFailure, string>> = {
  notFound: 'not found',
  timeout: 'no answer in time',
  refused: 'refused',
  reset: 'cut off',
  unreachable: 'no route',
  status: 'an error',
  closed: 'closed without a word',
  other: 'failed',
};

const noProxy = (failure: ProbeFailure, proxy: Proxy | undefined): Judgement =>
  failure === 'refused'
    ? blocked(
        'proxy',
        `The proxy ${proxyName(proxy)} refuses connections.`,
        'Check that the proxy runs and listens there, and that the topology has its port right.',
      )
    : blocked(
        'network',
        `The proxy ${proxyName(proxy)} cannot be reached (${failureWords[failure]}).`,
        `Open the way from the machines to ${proxyName(proxy)}.`,
      );

const noConnection = ({ host, port }: Probe, failure: ProbeFailure): Judgement =>
  blocked('network', `No connection (${failureWords[failure]}).`, `Allow ${host}, port ${port} TCP, outbound.`);

function refusedByProxy(probe: Probe, { failure = 'other', status }: ProbeResult, proxy: Proxy | undefined): Judgement {
  if (status === 407) {
    return blocked(
      'proxy',
      'The proxy asks for a sign-in (407).',
      'Let these machines through by address: the agent cannot sign in to a proxy.',
    );
  }
  if (status === 403) {
    return blocked(
      'proxy',
      'The proxy does not allow it (403).',
      `Allow CONNECT to ${probe.host}, port ${probe.port}, for these machines.`,
    );
  }
  if (status !== undefined && status >= 500) {
    return blocked(
      'proxy',
      `The proxy could not reach it (${status}).`,
      'Have the proxy’s log looked at: its own DNS, firewall or upstream.',
    );
  }
  const seen =
    status === undefined
      ? `The proxy ${proxyName(proxy)} gives no answer (${failureWords[failure]}).`
      : `The proxy answers ${status}.`;
  return blocked('proxy', seen, 'Have the proxy’s log looked at for this host.');
}

/** After the connection stood, somebody who had seen the name ended it. */
const noTls = ({ host, via }: Probe, failure: ProbeFailure): Judgement =>
  blocked(
    via === 'proxy' ? 'proxy' : 'network',
    `The connection stands, but TLS does not (${failureWords[failure]}): mostly a filter by the name in it.`,
    `Allow the name ${host} in filters by application, category or server name.`,
  );

function noHttp(probe: Probe, observation: ProbeResult, proxy: Proxy | undefined): Judgement {
  if (probe.via === 'proxy') return refusedByProxy(probe, observation, proxy);
  const { failure = 'other', status } = observation;
  const seen =
    status === undefined
      ? `Plain HTTP gives no answer (${failureWords[failure]}).`
      : `Plain HTTP is answered with ${status}.`;
  return blocked('network', seen, `Allow plain HTTP to ${probe.host}, port ${probe.port}.`);
}
