import type { Probe, ProbeResult, Proxy } from '../../../planning/network/probes';
import { addressKind } from '../../../kernel/knowledge/addressKind';
import { judgeFailure } from './judgeFailure';
import { judgeUpgrade } from './judgeUpgrade';
import { signerOf } from './signer';
import type { ProbeConclusion } from './verdict';

export function judge(probe: Probe, observation: ProbeResult, proxy?: Proxy): ProbeConclusion {
  const failure = judgeFailure(probe, observation, proxy);
  // A wrong address explains the failure behind it, so it comes first.
  return (
    judgeAddress(probe, observation, failure !== undefined) ??
    failure ??
    judgeSigner(probe, observation) ??
    judgeUpgrade(probe, observation) ??
    open(observation)
  );
}

const open = ({ milliseconds }: ProbeResult): ProbeConclusion => ({
  verdict: 'open',
  responsible: 'nobody',
  code: 'open',
  values: { milliseconds },
});

function judgeAddress(
  { endpoint, via }: Probe,
  { addresses }: ProbeResult,
  hasFailed: boolean,
): ProbeConclusion | undefined {
  if (via === 'proxy') return undefined;
  const odd = addresses.find((address) => addressKind(address) !== 'public');
  const [first] = addresses;
  if (endpoint.privateEndpoint) return odd === undefined && first !== undefined ? publicInstead(first) : undefined;
  if (odd === undefined) return undefined;
  const kind = addressKind(odd);
  if (kind === 'unspecified' || kind === 'loopback') {
    return { verdict: 'blocked', responsible: 'dns', code: 'sinkhole', values: { address: odd } };
  }
  return {
    verdict: hasFailed ? 'blocked' : 'private',
    responsible: 'dns',
    code: hasFailed ? 'notPublicUnusable' : 'notPublic',
    values: { address: odd, kind },
  };
}

const publicInstead = (address: string): ProbeConclusion => ({
  verdict: 'doubtful',
  responsible: 'dns',
  code: 'publicInstead',
  values: { address },
});

function judgeSigner(
  { protocol, webSocket }: Probe,
  { issuers, isTrusted, status }: ProbeResult,
): ProbeConclusion | undefined {
  const signer = signerOf(issuers);
  if (signer === undefined) return protocol === 'https' ? unsigned(isTrusted) : undefined;
  if (signer.kind === 'public') return isTrusted ? undefined : untrusted(issuers[0] ?? '', isTrusted === false);
  const { issuer } = signer;
  // An inspector that drops the header Upgrade gets the host’s answer to another request.
  if (webSocket !== undefined && status !== 101) return unproven(issuer, status);
  return signer.kind === 'inspector'
    ? {
        verdict: 'inspected',
        responsible: 'inspection',
        code: 'inspector',
        values: { product: signer.product, issuer },
      }
    : { verdict: 'inspected', responsible: 'inspection', code: 'unknownIssuer', values: { issuer } };
}

const unproven = (issuer: string, status: number | undefined): ProbeConclusion => ({
  verdict: 'inspected',
  responsible: 'inspection',
  code: 'upgradeUnproven',
  values: { issuer, status: status ?? '-' },
});

/** Not open: without a certificate, a filter by server name or a TLS inspection would go unnoticed. */
function unsigned(isTrusted: boolean | undefined): ProbeConclusion {
  const code = isTrusted === undefined ? 'tlsUnchecked' : isTrusted ? 'issuerUnseen' : 'issuerUnseenUntrusted';
  return { verdict: 'doubtful', responsible: 'machine', code, values: {} };
}

const untrusted = (issuer: string, isChecked: boolean): ProbeConclusion => ({
  verdict: 'doubtful',
  responsible: 'machine',
  code: isChecked ? 'untrusted' : 'trustUnchecked',
  values: { issuer },
});
