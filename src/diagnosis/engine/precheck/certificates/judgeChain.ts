import rules from '../../../../kernel/knowledge/data/certificateRules.json';
import type { SeenChain } from '../../../../planning/network/probes';
import { fromBase64 } from './base64';
import { type ChainPath, followIssuers, isIssuedBy, isSelfIssued } from './chainPath';
import { type Certificate, readCertificate } from './readCertificate';

export type ChainCode =
  | 'serialNegative'
  | 'serialTooLong'
  | 'expired'
  | 'notYetValid'
  | 'weakSignature'
  | 'shortKey'
  | 'issuerMissing'
  | 'issuerFromStore'
  | 'rootUnknown'
  | 'unreadable'
  | 'otherSuite'
  | 'suitesDisabled';

/** One fault of one certificate, or of the chain or its suite. */
export interface ChainFault {
  readonly code: ChainCode;
  /** Absent for an unreadable certificate. For `otherSuite` the host’s own. */
  readonly certificate?: Certificate;
  readonly origin: 'sent' | 'store';
  /** `SHA-1`, `1024`, a suite. */
  readonly detail?: string;
}

/** What could not be judged although a chain was seen. */
export type UnjudgedPart = 'moreCertificates' | 'truncatedCertificate' | 'root' | 'suite';

export interface JudgedChain {
  readonly faults: readonly ChainFault[];
  readonly unjudged: readonly UnjudgedPart[];
  /** The host’s own certificate, if it was read. */
  readonly own?: Certificate;
}

export interface ChainCircumstances {
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether the agent will run on Windows. */
  readonly hasWindows: boolean;
  /** Which of the suites that some agents need the machine allows; absent if unknown. */
  readonly allowedSuites?: readonly string[] | undefined;
  /** Whether the machine trusts the chain; absent if not checked. */
  readonly isTrusted: boolean | undefined;
}

export function judgeChain(chain: SeenChain, circumstances: ChainCircumstances): JudgedChain {
  const sent = distinct(chain.sent).map(read);
  const stored = distinct(chain.fromStore).map(read);
  const whole = sent.filter((each) => each !== undefined);
  const fromStore = stored.filter((each) => each !== undefined);
  const [own] = sent;
  const isSound = (each: Certificate): boolean => ownFaults(each, 1, circumstances).length === 0;
  const found = own && followIssuers([own, ...whole.filter((each) => each !== own)], isSound);
  const faults = [
    ...sent.filter((each) => each === undefined).map(() => unreadable('sent')),
    ...stored.filter((each) => each === undefined).map(() => unreadable('store')),
    ...whole.flatMap((each) => serialFaults(each, 'sent')),
    ...fromStore.flatMap((each) => serialFaults(each, 'store')),
    ...(found?.path ?? []).flatMap((each, place) => ownFaults(each, place, circumstances)),
    ...(found ? endFaults(found, fromStore, chain) : []),
    ...suiteFaults(chain, own, circumstances),
  ];
  return {
    faults,
    unjudged: unjudgedParts(chain, [...whole, ...fromStore], found, circumstances),
    ...(own ? { own } : {}),
  };
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function read(text: string): Certificate | undefined {
  const bytes = fromBase64(text);
  return bytes && readCertificate(bytes);
}

const unreadable = (origin: ChainFault['origin']): ChainFault => ({ code: 'unreadable', origin });

/** Of all certificates: the agent reads each one before it looks for a path. */
function serialFaults(certificate: Certificate, origin: ChainFault['origin']): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  if (certificate.isSerialNegative) faults.push({ code: 'serialNegative', certificate, origin });
  if (certificate.serialOctets > rules.serialOctets.value)
    faults.push({ code: 'serialTooLong', certificate, origin, detail: String(certificate.serialOctets) });
  return faults;
}

/** Of a certificate on the path; `place` 0 is the host's own. */
function ownFaults(
  certificate: Certificate,
  place: number,
  { now, isTrusted }: ChainCircumstances,
): readonly ChainFault[] {
  const faultOf = (code: ChainCode, detail: string): ChainFault => ({ code, certificate, origin: 'sent', detail });
  const { notBefore, notAfter, days, signatureHash = '', key } = certificate;
  const faults: ChainFault[] = [];
  // A trusted chain is valid by the machine's own clock, and has a path around an old cross-signed authority.
  if (isTrusted !== true) {
    if (notAfter !== undefined && notAfter < now) faults.push(faultOf('expired', days[1]));
    if (notBefore !== undefined && notBefore > now + usualSkew) faults.push(faultOf('notYetValid', days[0]));
  }
  // Nobody checks the signature of a root.
  const isRoot = place > 0 && isSelfIssued(certificate);
  if (!isRoot && rules.refusedHashes.value.includes(signatureHash))
    faults.push(faultOf('weakSignature', signatureHash));
  if (key?.bits !== undefined && key.bits < rules.rsaBits.value) faults.push(faultOf('shortKey', String(key.bits)));
  return faults;
}

/** A device that inspects TLS issues certificates in the moment, and clocks differ. Milliseconds. */
const usualSkew = 3_600_000;

/** Whether the sent certificates lead to a root. */
function endFaults(
  { path, others, isSelfSigned }: ChainPath,
  fromStore: readonly Certificate[],
  { sentChain, isRootKnown }: SeenChain,
): readonly ChainFault[] {
  const certificate = path.at(-1);
  if (isSelfSigned || !certificate || sentChain !== 'seen') return [];
  const issuer = fromStore.find((each) => isIssuedBy(certificate, each));
  if (issuer && !isSelfIssued(issuer)) return [{ code: 'issuerFromStore', certificate, origin: 'sent' }];
  if (isRootKnown !== false) return [];
  // With an authority sent, the next one is usually the root, which need not be sent.
  const hasGap = path.length === 1 || others.length > 0;
  return [{ code: hasGap ? 'issuerMissing' : 'rootUnknown', certificate, origin: 'sent' }];
}

const { suites } = rules.windowsSuites;

function suiteFaults(
  { suite }: SeenChain,
  certificate: Certificate | undefined,
  { hasWindows }: ChainCircumstances,
): readonly ChainFault[] {
  if (!hasWindows || suite === undefined) return [];
  if (suites.some(({ standard, openssl }) => suite === standard || suite === openssl)) return [];
  return [{ code: 'otherSuite', origin: 'sent', detail: suite, ...(certificate ? { certificate } : {}) }];
}

function unjudgedParts(
  { isCut, isRootKnown, sentChain, suite }: SeenChain,
  certificates: readonly Certificate[],
  found: ChainPath | undefined,
  { hasWindows, isTrusted }: ChainCircumstances,
): readonly UnjudgedPart[] {
  const parts: UnjudgedPart[] = [];
  if (isCut) parts.push('moreCertificates');
  if (certificates.some(isPartlyRead)) parts.push('truncatedCertificate');
  const isEndSeen = found?.isSelfSigned === true || isRootKnown !== undefined || isTrusted === true;
  if (sentChain === 'seen' && !isEndSeen) parts.push('root');
  if (hasWindows && suite === undefined) parts.push('suite');
  return parts;
}

const isPartlyRead = ({ signatureHash, notBefore, notAfter, key }: Certificate): boolean =>
  signatureHash === undefined ||
  notBefore === undefined ||
  notAfter === undefined ||
  key === undefined ||
  (key.algorithm === 'RSA' && key.bits === undefined);

/** Those agents need all suites of one TLS version. */
export const allowsSuites = (allowed: readonly string[]): boolean =>
  suites.some(({ protocol }) =>
    suites.every((suite) => suite.protocol !== protocol || allowed.includes(suite.standard)),
  );
