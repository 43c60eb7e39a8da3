import { addressOf } from '../../../../planning/network';
import {
  type Probe,
  type ProbePlan,
  type ProbeResult,
  type SeenChain,
  unseenChain,
  type UnseenReason,
} from '../../../../planning/network/probes';
import { isPublicOrganization } from '../signer';
import {
  allowsSuites,
  type ChainCircumstances,
  type ChainCode,
  type ChainFault,
  judgeChain,
  type UnjudgedPart,
} from './judgeChain';
import type { Certificate } from './readCertificate';

/** One kind of fault in the certificates of one issuer, at all hosts where it was seen. */
export interface CertificateFinding {
  readonly code: ChainCode;
  readonly responsible: 'inspection' | 'machine';
  /** `store`: in the machine’s own store, not sent. */
  readonly origin: ChainFault['origin'];
  /** `O=Contoso, CN=Contoso Proxy`: foreign text. Empty if unknown. */
  readonly issuer: string;
  readonly certificates: readonly { readonly subject: string; readonly serial: string }[];
  /** `2026-11-30`, `1024`, `SHA-1`. */
  readonly details: readonly string[];
  /** With ports other than 443. */
  readonly hosts: readonly string[];
  readonly includesGateway: boolean;
}

export type UnseenPart = Exclude<SeenChain['sentChain'], 'seen'> | UnjudgedPart;

/** What the certificates of all probed hosts say, and what was not seen of them. Not seen is never fine. */
export interface CertificateCheck {
  readonly findings: readonly CertificateFinding[];
  readonly unseen: readonly { readonly part: UnseenPart; readonly hosts: readonly string[] }[];
  /** Hosts whose chain was read as it was sent. */
  readonly seenHosts: number;
  /** Hosts with TLS. */
  readonly allHosts: number;
}

/** Most urgent first. */
const order: readonly ChainCode[] = [
  'expired',
  'notYetValid',
  'unreadable',
  'issuerMissing',
  'weakSignature',
  'shortKey',
  'serialNegative',
  'serialTooLong',
  'issuerFromStore',
  'rootUnknown',
  'otherSuite',
  'suitesDisabled',
];

/** `observations` have the indices of their probes. */
export function checkCertificates(
  { probes }: ProbePlan,
  observations: readonly (ProbeResult | undefined)[],
  circumstances: Omit<ChainCircumstances, 'isTrusted'>,
): CertificateCheck {
  const findings = new Map<string, CertificateFinding>();
  const unseen = new Map<UnseenPart, string[]>();
  let seenHosts = 0;
  let allHosts = 0;
  for (const [index, probe] of probes.entries()) {
    if (probe.protocol !== 'https') continue;
    allHosts++;
    const observation = observations[index];
    const chain = observation?.chain ?? unseenChain(unseenReason(observation));
    if (chain.sentChain === 'seen') seenHosts++;
    else add(unseen, chain.sentChain, addressOf(probe));
    if (chain.sent.length === 0 && chain.fromStore.length === 0) continue;
    const { faults, unjudged, own } = judgeChain(chain, { ...circumstances, isTrusted: observation?.isTrusted });
    for (const part of unjudged) add(unseen, part, addressOf(probe));
    for (const fault of faults) addFinding(findings, fault, own, probe);
  }
  const { allowedSuites } = circumstances;
  const ofMachine = allowedSuites && !allowsSuites(allowedSuites) ? [suitesDisabled(allowedSuites)] : [];
  const sorted = [...findings.values(), ...ofMachine].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  return { findings: sorted, unseen: [...unseen].map(([part, hosts]) => ({ part, hosts })), seenHosts, allHosts };
}

/** Concerns the machine itself, and so every host. */
const suitesDisabled = (allowed: readonly string[]): CertificateFinding => ({
  code: 'suitesDisabled',
  responsible: 'machine',
  origin: 'store',
  issuer: '',
  certificates: [],
  details: allowed,
  hosts: [],
  includesGateway: false,
});

const unseenReason = (observation: ProbeResult | undefined): UnseenReason =>
  observation === undefined || observation.stage === 'done' ? 'notArrived' : 'noHandshake';

function add(hosts: Map<UnseenPart, string[]>, part: UnseenPart, host: string): void {
  hosts.set(part, [...(hosts.get(part) ?? []), host]);
}

function addFinding(
  findings: Map<string, CertificateFinding>,
  { code, origin, certificate, detail }: ChainFault,
  own: Certificate | undefined,
  probe: Probe,
): void {
  const responsible =
    origin === 'store' || isPublicOrganization(own?.issuer.organization ?? '') ? 'machine' : 'inspection';
  const issuer = certificate?.issuer;
  const key = JSON.stringify([code, origin, responsible, issuer?.key]);
  const before = findings.get(key);
  const shown = certificate ? [{ subject: certificate.subject.text, serial: certificate.serial }] : [];
  findings.set(key, {
    code,
    origin,
    responsible,
    issuer: issuer?.text ?? '',
    certificates: distinct([...(before?.certificates ?? []), ...shown]),
    details: distinct([...(before?.details ?? []), ...(detail === undefined ? [] : [detail])]),
    hosts: distinct([...(before?.hosts ?? []), addressOf(probe)]),
    includesGateway: before?.includesGateway === true || probe.host.endsWith('.gw.arc.azure.com'),
  });
}

const distinct = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((each) => [JSON.stringify(each), each])).values(),
];
