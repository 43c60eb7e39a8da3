/** A certificate in DER as text in Base64, without a true key or signature. */
export interface DerFields {
  readonly serial: readonly number[];
  /** `O=Contoso, CN=Contoso Root`. */
  readonly issuer: string;
  readonly subject: string;
  /** `261231235959Z`. */
  readonly from: string;
  readonly until: string;
  /** An object identifier. */
  readonly signature: string;
  readonly rsaBits?: number;
  readonly isVersion1?: boolean;
}

const attributes: Readonly<Record<string, string>> = { O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' };

export const usualFields: DerFields = {
  serial: [0x12, 0x34],
  issuer: 'O=Contoso, CN=Contoso Root',
  subject: 'CN=host.contoso.com',
  from: '260101000000Z',
  until: '271231235959Z',
  signature: '1.2.840.113549.1.1.11',
  rsaBits: 2048,
};

export function derCertificate(fields: Partial<DerFields> = {}): Buffer {
  const { serial, issuer, subject, from, until, signature, rsaBits = 2048, isVersion1 } = { ...usualFields, ...fields };
  const algorithm = der(0x30, der(0x06, identifier(signature)), der(0x05));
  const modulus = Buffer.alloc(Math.ceil(rsaBits / 8), 0xff);
  modulus[0] = 0xff >> (8 * modulus.length - rsaBits);
  const padded = (modulus[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), modulus]) : modulus;
  const key = der(0x30, der(0x02, padded), der(0x02, Buffer.from([1, 0, 1])));
  const info = der(
    0x30,
    der(0x30, der(0x06, identifier('1.2.840.113549.1.1.1')), der(0x05)),
    der(0x03, Buffer.concat([Buffer.from([0]), key])),
  );
  const body = der(
    0x30,
    isVersion1 ? Buffer.alloc(0) : der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(serial)),
    algorithm,
    name(issuer),
    der(0x30, der(0x17, Buffer.from(from)), der(0x17, Buffer.from(until))),
    name(subject),
    info,
  );
  return der(0x30, body, algorithm, der(0x03, Buffer.alloc(65, 1)));
}

export const base64Certificate = (fields: Partial<DerFields> = {}): string => derCertificate(fields).toString('base64');

const name = (text: string): Buffer =>
  der(
    0x30,
    ...text.split(', ').map((part) => {
      const [type = '', value = ''] = part.split('=');
      return der(0x31, der(0x30, der(0x06, identifier(attributes[type] ?? type)), der(0x0c, Buffer.from(value))));
    }),
  );

export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const head = content.length < 0x80 ? [tag, content.length] : [tag, 0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function identifier(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return Buffer.from([40 * first + second, ...rest].flatMap(base128));
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left % 128));
  return digits;
}
