import { rootCertificates } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../../../../../../src/diagnosis/engine/precheck/certificates/base64';
import { readCertificate } from '../../../../../../src/diagnosis/engine/precheck/certificates/readCertificate';
import { derCertificate } from '../../../../../support/derCertificate';
import { expectHits } from '../../../../../support/hits';
import { expectLinear } from '../../../../../support/linear';

describe('a certificate', () => {
  it('is read', () => {
    expect(readCertificate(derCertificate({ issuer: 'O=Contoso, OU=IT, CN=Contoso Root' }))).toMatchObject({
      serial: '1234',
      isSerialNegative: false,
      serialOctets: 2,
      issuer: { text: 'O=Contoso, OU=IT, CN=Contoso Root', organization: 'Contoso' },
      subject: { text: 'CN=host.contoso.com', organization: '' },
      signatureHash: 'SHA-256',
      notBefore: Date.UTC(2026, 0, 1),
      notAfter: Date.UTC(2027, 11, 31, 23, 59, 59),
      days: ['2026-01-01', '2027-12-31'],
      key: { algorithm: 'RSA', bits: 2048 },
    });
  });

  it.each([
    [[0x05], '05', 1],
    [[0x00, 0xff], 'FF', 2],
    [[0xff], '-01', 1],
    [[0x80], '-80', 1],
    [[0xed, 0x29, 0x79], '-12D687', 3],
    [[0xff, 0x00], '-0100', 2],
    [[0x00], '00', 1],
  ])('has the serial number %j as openssl writes it', (serial, text, octets) => {
    expect(readCertificate(derCertificate({ serial }))).toMatchObject({
      serial: text,
      isSerialNegative: text.startsWith('-'),
      serialOctets: octets,
    });
  });

  it('may be of version 1', () => {
    expect(readCertificate(derCertificate({ isVersion1: true }))).toEqual(readCertificate(derCertificate()));
  });

  it.each([1024, 2047, 2048, 3072, 4096])('has the %i bits of its key', (rsaBits) => {
    expect(readCertificate(derCertificate({ rsaBits }))?.key).toEqual({ algorithm: 'RSA', bits: rsaBits });
  });

  it('shows a name so that none of its values is taken for another attribute', () => {
    const { issuer } = readCertificate(derCertificate({ issuer: 'CN=x/O=Microsoft Corporation' })) ?? {};
    expect(issuer).toMatchObject({ text: 'CN="x/O"', organization: '' });
  });

  it('is what Node says of every public root', () => {
    const differing = rootCertificates.flatMap((pem) => {
      const node = new X509Certificate(pem);
      const own = readCertificate(node.raw);
      const bits = node.publicKey.asymmetricKeyDetails?.modulusLength;
      const seen = [own?.serial, own?.notBefore, own?.notAfter, own?.key?.bits, own?.issuer.key === own?.subject.key];
      const said = [
        node.serialNumber.padStart(2, '0'),
        node.validFromDate.getTime(),
        node.validToDate.getTime(),
        bits,
        node.checkIssued(node),
      ];
      return JSON.stringify(seen) === JSON.stringify(said) ? [] : [[node.subject, seen, said]];
    });
    expect(differing).toEqual([]);
    expect(rootCertificates.length).toBeGreaterThan(100);
  });

  it('is read as far as it is there', () => {
    const whole = derCertificate();
    const cut = (length: number) => readCertificate(whole.subarray(0, length));
    const all = readCertificate(whole);
    let known = 0;
    for (let length = 0; length <= whole.length; length++) {
      const some = cut(length);
      if (!some) continue;
      expect(all).toMatchObject(some);
      known++;
    }
    expect(known).toBeGreaterThan(300);
    // Up to the first bytes of the key, as a run command has it.
    expect(cut(210)?.key).toEqual(all?.key);
  });

  it('never throws, whatever the bytes are', { timeout: 120_000 }, () => {
    const hits = { read: 0, refused: 0, negative: 0, long: 0, withoutKey: 0, withoutTime: 0 };
    const random = generator(20_261_201);
    const longSerial = Array.from({ length: 21 }, () => 0x11);
    const originals = [
      derCertificate(),
      derCertificate({ serial: longSerial }),
      ...rootCertificates.slice(0, 20).map((pem) => new X509Certificate(pem).raw),
    ];
    for (let run = 0; run < 100_000; run++) {
      const bytes = mutate(originals[run % originals.length] ?? Buffer.alloc(0), random);
      const read = readCertificate(bytes);
      hits[read ? 'read' : 'refused']++;
      if (read?.isSerialNegative) hits.negative++;
      if ((read?.serialOctets ?? 0) > 20) hits.long++;
      if (read && read.key === undefined) hits.withoutKey++;
      if (read && read.notAfter === undefined) hits.withoutTime++;
    }
    expectHits(hits, 200);
  });

  it('costs time in proportion to its bytes', () => {
    const shapes: Readonly<Record<string, (size: number) => Buffer>> = {
      zeros: (size) => Buffer.alloc(size),
      nested: (size) => Buffer.alloc(size, Buffer.from([0x30, 0x80])),
      deep: (size) => Buffer.alloc(size, Buffer.from([0x30, 0x83, 0xff, 0xff, 0xff])),
      'a long serial number': (size) =>
        derCertificate({ serial: Array.from({ length: Math.min(size, 60_000) }, () => 0x81) }),
      'a long name': (size) => derCertificate({ issuer: `CN=${'x'.repeat(Math.min(size, 60_000))}` }),
      'many names': (size) =>
        derCertificate({ issuer: Array.from({ length: Math.min(size / 20, 3000) }, () => 'CN=x').join(', ') }),
    };
    for (const [label, make] of Object.entries(shapes))
      expectLinear(label, (size) => readCertificate(make(size)), 10_000);
  });
});

describe('Base64', () => {
  it.each(['A', 'AA', 'AAA', 'A===', '====', 'AA=A', 'A A=', 'ä===', 'AAAA\n', 'AA-_'])('is refused: %j', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it('is read', () => {
    expect([...(fromBase64('AQID') ?? [])]).toEqual([1, 2, 3]);
    expect([...(fromBase64('/+8=') ?? [])]).toEqual([255, 239]);
    expect(fromBase64('')).toHaveLength(0);
  });
});

/** Changes, removes, inserts or truncates; mostly near the beginning, where the fields are. */
function mutate(original: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(original);
  for (let change = random(4); change >= 0; change--) {
    const at = random(random(3) === 0 ? bytes.length : Math.min(60, bytes.length));
    const kind = random(8);
    if (kind < 4) bytes[at] = random(256);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(4))]);
    else if (kind === 5) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]);
    else if (kind === 6) bytes = bytes.subarray(0, at + random(bytes.length));
    else bytes[at] = [0x80, 0x30, 0xff, 0x00, 0x02][random(5)] ?? 0;
  }
  return bytes;
}

/** Numerical Recipes' generator: the same numbers in each run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return below === 0 ? 0 : Math.floor((state / 2 ** 32) * below);
  };
}
