import { addressKind } from './addressKind';
import { judgeFailure } from './judgeFailure';
import type { ProbeResult } from '../../../planning/network';
import type { Probe, Proxy } from '../../../planning/network';
import { signerOf } from './signer';
import type { Judgement } from './verdict';

/** What a probe means, and who must do something about it. */
export function judge(probe: Probe, observation: ProbeResult, proxy?: Proxy): Judgement {
  const failure = judgeFailure(probe, observation, proxy);
  // A name that leads to the wrong place explains what went wrong there.
  return (
    judgeAddress(probe, observation, failure !== undefined) ??
    failure ??
    judgeSigner(probe, observation) ??
    open(observation)
  );
}

const open = ({ milliseconds }: ProbeResult): Judgement => ({
  verdict: 'open',
  responsible: 'nobody',
  seen: `Answered in ${milliseconds} ms.`,
  fix: '',
});

function judgeAddress({ endpoint, via }: Probe, { addresses }: ProbeResult, hasFailed: boolean): Judgement | undefined {
  if (via === 'proxy') return undefined;
  const odd = addresses.find((address) => addressKind(address) !== 'public');
  if (endpoint.privateEndpoint) return odd === undefined && addresses.length > 0 ? publicInstead(addresses) : undefined;
  if (odd === undefined) return undefined;
  const kind = addressKind(odd);
  if (kind === 'unspecified' || kind === 'loopback') {
    return {
      verdict: 'blocked',
      responsible: 'dns',
      seen: `DNS answers with ${odd}, which is nowhere: a filter of names, or an entry in the hosts file.`,
      fix: 'Take the name off the filter, or out of the hosts file.',
    };
  }
  return {
    verdict: hasFailed ? 'blocked' : 'private',
    responsible: 'dns',
    seen: `DNS answers with the ${kindWords[kind] ?? 'private'} address ${odd}${hasFailed ? ', and nothing usable is there' : ''}.`,
    fix: 'Azure answers at public addresses here. Remove the private DNS zone, or choose a private link scope in the topology.',
  };
}

const kindWords: Readonly<Partial<Record<ReturnType<typeof addressKind>, string>>> = {
  carrier: 'shared (CGNAT)',
  linkLocal: 'link-local',
  benchmark: 'made-up (198.18.0.0/15)',
};

const publicInstead = (addresses: readonly string[]): Judgement => ({
  verdict: 'doubtful',
  responsible: 'dns',
  seen: `DNS answers with the public address ${addresses[0] ?? ''}; the topology has a private link scope.`,
  fix: 'Link the private DNS zone to this network, or forward the name to a resolver that knows it.',
});

function judgeSigner({ protocol }: Probe, { issuers, isTrusted }: ProbeResult): Judgement | undefined {
  const signer = signerOf(issuers);
  if (signer === undefined) return protocol === 'https' ? unsigned(isTrusted) : undefined;
  if (signer.kind === 'public') return isTrusted ? undefined : untrusted(issuers[0] ?? '', isTrusted === false);
  const fix = 'Leave this host’s connections closed (no TLS inspection).';
  return signer.kind === 'inspector'
    ? {
        verdict: 'inspected',
        responsible: 'inspection',
        seen: `${signer.product} opens the connection: the certificate is signed by “${signer.issuer}”.`,
        fix,
      }
    : {
        verdict: 'inspected',
        responsible: 'inspection',
        seen: `The certificate is signed by “${signer.issuer}”, which is no public authority that Microsoft is known to use: most likely something on the way opens the connection.`,
        fix,
      };
}

/** A filter by the name in TLS, or an inspection, would not show. */
const unsigned = (isTrusted: boolean | undefined): Judgement =>
  isTrusted === undefined
    ? {
        verdict: 'doubtful',
        responsible: 'machine',
        seen: 'It connects, but nothing was seen of TLS: there is no curl and no openssl there that would tell.',
        fix: 'Install curl or openssl there, and check again.',
      }
    : {
        verdict: 'doubtful',
        responsible: 'machine',
        seen: `TLS stands, but who signed the certificate could not be seen${isTrusted ? '' : ', and its chain is not trusted here'}.`,
        fix: 'Look at the certificate there: openssl s_client -connect, with the host and its port.',
      };

const untrusted = (issuer: string, isKnown: boolean): Judgement => ({
  verdict: 'doubtful',
  responsible: 'machine',
  seen: `The certificate says it is signed by “${issuer}”, but ${isKnown ? 'the chain is not trusted here' : 'it was not seen whether the chain is trusted here'}.`,
  fix: 'Check the clock and the root certificates of this machine. If they are right, somebody on the way forges the name.',
});
