import { lookUp } from '../../../../kernel/lookUp';
import { cut } from '../../../../kernel/text/visible';
import { bytesOf, childrenOf, type DerElement, hexOf, identifierAt } from './der';

export interface DistinguishedName {
  /** `O=Contoso, CN=Contoso Root`: foreign text, the organization first. */
  readonly text: string;
  /** Empty if absent. */
  readonly organization: string;
  /** Equal for names that are equal by RFC 5280, section 7.1. */
  readonly key: string;
}

/** Attributes by identifier (X.520, RFC 4519), in the order in which they are shown. */
const attributes: Readonly<Record<string, string>> = {
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.8': 'ST',
  '2.5.4.7': 'L',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
};
const order = Object.values(attributes);
const shown = ['O', 'OU', 'CN'];

const mostAttributes = 32;
const longestValue = 100;
const longestName = 300;

interface Attribute {
  readonly type: string;
  readonly value: string;
}

export function nameOf(bytes: Uint8Array, name: DerElement): DistinguishedName {
  const all = childrenOf(bytes, name, mostAttributes)
    .flatMap((set) => childrenOf(bytes, set, mostAttributes))
    .slice(0, mostAttributes)
    .flatMap((pair) => attributeOf(bytes, pair));
  const sorted = all.filter(({ type }) => order.includes(type)).sort((a, b) => rankOf(a) - rankOf(b));
  const usual = sorted.filter(({ type }) => shown.includes(type));
  const parts = (usual.length > 0 ? usual : sorted).map(({ type, value }) => `${type}=${quoted(value)}`);
  return {
    text: cut(parts.join(', '), longestName) || 'no name',
    organization: all.find(({ type }) => type === 'O')?.value ?? '',
    key: all.map(({ type, value }) => `${type}=${canonical(value)}`).join('\n'),
  };
}

const rankOf = ({ type }: Attribute): number => order.indexOf(type);

function attributeOf(bytes: Uint8Array, pair: DerElement): readonly Attribute[] {
  const [type, value] = childrenOf(bytes, pair, 2);
  const identifier = identifierAt(bytes, type);
  if (identifier === undefined || !value) return [];
  return [{ type: lookUp(attributes, identifier) ?? identifier, value: textOf(value.tag, bytesOf(bytes, value)) }];
}

/** Source of the tags: X.680, clause 8.6. Others are shown in hexadecimal. */
function textOf(tag: number, bytes: Uint8Array): string {
  switch (tag) {
    case 0x0c: // UTF8String
      return new TextDecoder().decode(bytes);
    case 0x13: // PrintableString
    case 0x14: // TeletexString, in practice Latin-1
    case 0x16: // IA5String
      return charactersOf(bytes, 1);
    case 0x1e: // BMPString
      return charactersOf(bytes, 2);
    case 0x1c: // UniversalString
      return charactersOf(bytes, 4);
    default:
      return `#${hexOf(bytes)}`;
  }
}

function charactersOf(bytes: Uint8Array, width: number): string {
  const characters: string[] = [];
  for (let at = 0; at + width <= bytes.length; at += width) {
    const value = bytes.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    characters.push(value <= 0x10_ff_ff ? String.fromCodePoint(value) : '\ufffd');
  }
  return characters.join('');
}

/** Quoted where it could be taken for the next attribute. */
function quoted(value: string): string {
  const some = cut(value, longestValue);
  return /[,;/+="]/.test(some) ? `"${some.replaceAll('"', "'")}"` : some;
}

const canonical = (value: string): string => value.trim().replace(/\s+/g, ' ').toLowerCase();
