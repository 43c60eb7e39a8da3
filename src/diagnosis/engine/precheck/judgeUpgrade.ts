import type { Probe, ProbeResult } from '../../../planning/network/probes';
import { signerOf } from './signer';
import type { ProbeConclusion } from './verdict';

/**
 * Answers of a service that has read a request for a WebSocket: accepted, or refused for its token, its path or a field.
 * Source: learn.microsoft.com/azure/azure-relay/relay-hybrid-connections-protocol.
 */
const answers = [101, 400, 401, 403, 404];

/**
 * Where the certificate is the service’s own, nothing on the path reads within TLS: whatever answers is the service. So
 * its refusal shows that the request has arrived, header and all.
 */
export function judgeUpgrade({ webSocket }: Probe, { status }: ProbeResult): ProbeConclusion | undefined {
  if (webSocket === undefined || (status !== undefined && answers.includes(status))) return undefined;
  return status === undefined
    ? { verdict: 'doubtful', responsible: 'machine', code: 'upgradeUnchecked', values: {} }
    : { verdict: 'doubtful', responsible: 'azure', code: 'upgradeStatus', values: { status } };
}

/** Of a request that got no answer, or one that no service gives. */
export function failedUpgrade({ via }: Probe, result: ProbeResult): ProbeConclusion {
  const { failure = 'other', status, issuers, isTrusted } = result;
  const isService = signerOf(issuers)?.kind === 'public' && isTrusted === true;
  if (isService && status !== undefined) {
    return { verdict: 'doubtful', responsible: 'azure', code: 'upgradeStatus', values: { status } };
  }
  const responsible = via === 'proxy' ? 'proxy' : 'network';
  if (status === 426) return { verdict: 'blocked', responsible, code: 'upgradeDropped', values: {} };
  return status === undefined
    ? { verdict: 'blocked', responsible, code: 'upgradeNoAnswer', values: { failure } }
    : { verdict: 'blocked', responsible, code: 'upgradeForged', values: { status } };
}
