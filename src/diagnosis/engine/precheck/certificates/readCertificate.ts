import { isoTime } from '../../../../kernel/isoTime';
import { lookUp } from '../../../../kernel/lookUp';
import { bytesOf, childrenOf, type DerElement, derTag, elementAt, hexOf, identifierAt, isWhole } from './der';
import { type DistinguishedName, nameOf } from './distinguishedName';

/** A certificate as far as it could be read; fields are absent where it is truncated or malformed. */
export interface Certificate {
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** `-12D687`, as openssl writes it. */
  readonly serial: string;
  readonly isSerialNegative: boolean;
  readonly serialOctets: number;
  /** `SHA-256`; the identifier of an unknown algorithm. */
  readonly signatureHash?: string;
  /** Unix milliseconds. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** `2026-12-31`, of both. */
  readonly days: readonly [from: string, until: string];
  /** `bits` only for RSA. */
  readonly key?: { readonly algorithm: string; readonly bits?: number };
  /** Key identifiers, in hexadecimal. */
  readonly issuerKey?: string;
  readonly subjectKey?: string;
}

/** Source: RFC 3279, 4055, 5758, 8410; `OIW` for the last one with SHA-1. */
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2',
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.113549.1.1.14': 'SHA-224',
  '1.2.840.10040.4.3': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
  '1.2.840.10045.4.3.1': 'SHA-224',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
  '1.3.14.3.2.29': 'SHA-1',
  '1.3.101.112': 'SHA-512',
  '1.3.101.113': 'SHAKE256',
};
const plainHashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '1.2.840.113549.2.5': 'MD5',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const pss = '1.2.840.113549.1.1.10';
const keyAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  [pss]: 'RSA',
  '1.2.840.10045.2.1': 'EC',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};
const authorityKeyIdentifier = '2.5.29.35';
const subjectKeyIdentifier = '2.5.29.14';

/** More fields or extensions are not read. */
const mostChildren = 64;
const longestShownSerial = 24;

/** Reads DER in linear time. Undefined if serial number, issuer and subject cannot be read. Does not check signatures. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  const outer = elementAt(bytes, 0, Number.MAX_SAFE_INTEGER);
  if (outer?.tag !== derTag.sequence || (isWhole(bytes, outer) && outer.end !== bytes.length)) return undefined;
  const body = elementAt(bytes, outer.content, outer.end);
  if (body?.tag !== derTag.sequence) return undefined;
  const all = childrenOf(bytes, body, mostChildren);
  // The version is absent in certificates of version 1.
  const [serial, signature, issuer, validity, subject, key, ...others] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
  if (serial?.tag !== derTag.integer || issuer?.tag !== derTag.sequence || subject?.tag !== derTag.sequence) return;
  if (serial.content === serial.end || !isWhole(bytes, subject)) return undefined;
  return {
    issuer: nameOf(bytes, issuer),
    subject: nameOf(bytes, subject),
    ...serialOf(bytesOf(bytes, serial)),
    ...signatureOf(bytes, signature),
    ...validityOf(bytes, validity),
    ...keyOf(bytes, key),
    ...keyIdentifiers(bytes, others),
  };
}

function serialOf(octets: Uint8Array): Pick<Certificate, 'serial' | 'isSerialNegative' | 'serialOctets'> {
  const isSerialNegative = ((octets[0] ?? 0) & 0x80) !== 0;
  const digits = hexOf(isSerialNegative ? negated(octets) : octets).replace(/^(?:00)+(?=..)/, '');
  const shown = octets.length > longestShownSerial ? `${digits.slice(0, 2 * longestShownSerial)}…` : digits;
  return {
    serial: `${isSerialNegative ? '-' : ''}${shown.toUpperCase()}`,
    isSerialNegative,
    serialOctets: octets.length,
  };
}

/** Two’s complement. */
function negated(octets: Uint8Array): Uint8Array {
  const result = octets.map((octet) => 0xff - octet);
  for (let index = result.length - 1; index >= 0; index--) {
    const next = (result[index] ?? 0) + 1;
    result[index] = next;
    if (next <= 0xff) break;
  }
  return result;
}

function signatureOf(bytes: Uint8Array, algorithm: DerElement | undefined): Pick<Certificate, 'signatureHash'> {
  if (algorithm?.tag !== derTag.sequence) return {};
  const [type, parameters] = childrenOf(bytes, algorithm, 2);
  const identifier = identifierAt(bytes, type);
  if (identifier === undefined) return {};
  if (identifier === pss) return { signatureHash: pssHash(bytes, parameters) };
  return { signatureHash: lookUp(hashes, identifier) ?? identifier };
}

/** SHA-1 unless the parameters name another one. Source: RFC 4055, section 3.1. */
function pssHash(bytes: Uint8Array, parameters: DerElement | undefined): string {
  const [first] = parameters ? childrenOf(bytes, parameters, 1) : [];
  if (first?.tag !== 0xa0) return 'SHA-1';
  const [algorithm] = childrenOf(bytes, first, 1);
  const [type] = algorithm ? childrenOf(bytes, algorithm, 1) : [];
  const identifier = identifierAt(bytes, type) ?? '';
  return lookUp(plainHashes, identifier) ?? identifier;
}

function validityOf(
  bytes: Uint8Array,
  validity: DerElement | undefined,
): Pick<Certificate, 'notBefore' | 'notAfter' | 'days'> {
  const times = validity?.tag === derTag.sequence ? childrenOf(bytes, validity, 2) : [];
  const [from = '', until = ''] = times.map((time) => timeText(bytes, time));
  const [notBefore, notAfter] = [isoTime(from), isoTime(until)];
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    days: [from.slice(0, dayLength), until.slice(0, dayLength)],
  };
}

const dayLength = 'yyyy-mm-dd'.length;

/** ISO 8601, only from the forms that RFC 5280 allows: UTC with seconds. */
function timeText(bytes: Uint8Array, time: DerElement): string {
  const text = String.fromCharCode(...bytesOf(bytes, time).subarray(0, 20));
  const isShort = time.tag === derTag.utcTime && /^\d{12}Z$/.test(text);
  if (!isShort && time.tag !== derTag.generalizedTime) return '';
  const digits = isShort ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  return year === undefined ? '' : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function keyOf(bytes: Uint8Array, info: DerElement | undefined): Pick<Certificate, 'key'> {
  const [algorithm, value] = info?.tag === derTag.sequence ? childrenOf(bytes, info, 2) : [];
  const [type] = algorithm ? childrenOf(bytes, algorithm, 1) : [];
  const identifier = identifierAt(bytes, type);
  if (identifier === undefined) return {};
  const name = lookUp(keyAlgorithms, identifier) ?? identifier;
  if (name !== 'RSA') return { key: { algorithm: name } };
  const bits = value?.tag === derTag.bits ? modulusBits(bytes, value) : undefined;
  return { key: { algorithm: name, ...(bits === undefined ? {} : { bits }) } };
}

/** From the length and the first bytes of the modulus, which are there even if the rest is truncated. */
function modulusBits(bytes: Uint8Array, { content, end }: DerElement): number | undefined {
  const sequence = elementAt(bytes, content + 1, end);
  const modulus = sequence && elementAt(bytes, sequence.content, sequence.end);
  if (modulus?.tag !== derTag.integer) return undefined;
  let at = modulus.content;
  while (at < modulus.end && bytes[at] === 0) at++;
  const first = bytes[at];
  return first === undefined || at >= modulus.end ? undefined : 8 * (modulus.end - at) - Math.clz32(first) + 24;
}

function keyIdentifiers(
  bytes: Uint8Array,
  fields: readonly DerElement[],
): Pick<Certificate, 'issuerKey' | 'subjectKey'> {
  const wrapper = fields.find(({ tag }) => tag === 0xa3);
  const list = wrapper && elementAt(bytes, wrapper.content, wrapper.end);
  const found: { issuerKey?: string; subjectKey?: string } = {};
  for (const extension of list ? childrenOf(bytes, list, mostChildren) : []) {
    const [type, ...rest] = childrenOf(bytes, extension, 3);
    const value = rest.at(-1);
    const identifier = identifierAt(bytes, type);
    if (value?.tag !== derTag.octets || !isWhole(bytes, value)) continue;
    const inner = elementAt(bytes, value.content, value.end);
    if (!inner) continue;
    if (identifier === subjectKeyIdentifier && inner.tag === derTag.octets)
      found.subjectKey = hexOf(bytesOf(bytes, inner));
    if (identifier !== authorityKeyIdentifier) continue;
    const key = childrenOf(bytes, inner, 3).find(({ tag }) => tag === 0x80);
    if (key) found.issuerKey = hexOf(bytesOf(bytes, key));
  }
  return found;
}
