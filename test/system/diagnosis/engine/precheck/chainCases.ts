import { mkdirSync } from 'node:fs';
import type { ChainCode } from '../../../../../src/diagnosis/engine/precheck/certificates/judgeChain';
import { createIssuer, type Issued, type Wanted } from '../../../../support/chains';

/** A host, by the certificates it sends, its own first, and what every probe has to make of them. */
export interface ChainCase {
  readonly name: string;
  readonly sent: readonly Issued[];
  readonly faults: readonly ChainCode[];
  /** Of a Node server. */
  readonly tls?: { readonly maxVersion?: 'TLSv1.2'; readonly ciphers?: string };
  /** OpenSSL refuses the key before it looks for the root, and curl tells only the first reason. */
  readonly hidesRoot?: boolean;
}

export interface ChainCases {
  readonly ordinary: readonly ChainCase[];
  readonly faulty: readonly ChainCase[];
  /** That the machines of the test trust, as PEM. */
  readonly trusted: string;
  /** A proxy's authority that no machine trusts, with a negative serial number of its own, and one that is sound. */
  readonly inspectors: { readonly negative: Issued; readonly sound: Issued };
  readonly issue: (wanted: Wanted) => Issued;
}

const past = '20250101000000Z';
const future = '20980101000000Z';
const hex = (octets: number, first: string): string => `0x${first}${'5a'.repeat(octets - 1)}`;
/** A number whose two's complement has so many octets. */
const negative = (octets: number): string => `-0x${'5a'.repeat(octets)}`;

export function makeChainCases(directory: string): ChainCases {
  mkdirSync(directory, { recursive: true });
  const issue = createIssuer(directory);
  const authority = (subject: string, more: Partial<Wanted> = {}): Issued =>
    issue({ subject, isAuthority: true, ...more });
  const root = authority('/O=Fabrikam/CN=Fabrikam Root');
  const rsaRoot = authority('/O=Fabrikam/CN=Fabrikam RSA Root', { key: { rsa: 2048 } });
  const oldRoot = authority('/O=Fabrikam/CN=Fabrikam Old Root', { key: { rsa: 2048 }, hash: 'sha1' });
  const strange = authority('/O=Contoso/CN=Contoso Proxy Root');
  const middle = authority('/O=Fabrikam/CN=Fabrikam Issuing 1', { by: root });
  const lower = authority('/O=Fabrikam/CN=Fabrikam Issuing 2', { by: middle });
  const lowest = authority('/O=Fabrikam/CN=Fabrikam Issuing 3', { by: lower });
  const rsaMiddle = authority('/O=Fabrikam/CN=Fabrikam RSA Issuing', { by: rsaRoot, key: { rsa: 2048 } });
  const unrelated = authority('/O=Other/CN=Other Issuing', { by: strange });
  const leaf = (by: Issued, more: Partial<Wanted> = {}): Issued => issue({ subject: '/CN=host', by, ...more });
  const rsa = { key: { rsa: 2048 } } as const;
  const own = leaf(middle);
  const rsaOwn = leaf(rsaMiddle, rsa);
  const crossed = authority('/O=Fabrikam/CN=Fabrikam Root', {
    by: oldRoot,
    keyOf: root,
    until: past,
    from: '20200101000000Z',
  });

  const ordinary: ChainCase[] = [];
  const fine = (name: string, sent: readonly Issued[], tls?: ChainCase['tls']): void => {
    ordinary.push({ name, sent, faults: [], ...(tls ? { tls } : {}) });
  };
  fine('one intermediate', [own, middle]);
  fine('the root too', [own, middle, root]);
  fine('the wrong order', [own, root, middle]);
  fine('three intermediates', [leaf(lowest), lowest, lower, middle]);
  fine('three intermediates, backwards', [leaf(lowest), middle, lower, lowest]);
  fine('directly below a root', [leaf(root)]);
  fine('a root that nobody trusts, sent', [leaf(strange), strange]);
  fine('RSA with 2048 bits', [rsaOwn, rsaMiddle]);
  fine('RSA with 3072 bits', [leaf(rsaMiddle, { key: { rsa: 3072 } }), rsaMiddle]);
  fine('P-384', [leaf(middle, { key: { ec: 'P-384' } }), middle]);
  fine('SHA-384', [leaf(middle, { hash: 'sha384' }), middle]);
  fine('SHA-512', [leaf(rsaMiddle, { hash: 'sha512' }), rsaMiddle]);
  fine('PSS with SHA-256', [leaf(rsaMiddle, { isPss: true }), rsaMiddle]);
  fine('a serial number of 20 octets', [leaf(middle, { serial: hex(20, '7f') }), middle]);
  fine('a serial number with a leading zero', [leaf(middle, { serial: '0xff' }), middle]);
  fine('serial number 1', [leaf(middle, { serial: '1' }), middle]);
  fine('a root signed with SHA-1', [leaf(oldRoot), oldRoot]);
  fine('an expired cross-signed root', [own, middle, crossed]);
  const crossedMiddle = authority('/O=Fabrikam/CN=Fabrikam Issuing 1', { by: oldRoot, keyOf: middle, hash: 'sha1' });
  fine('an old cross-signed intermediate first', [own, crossedMiddle, middle]);
  fine('the same certificate twice', [own, middle, middle]);
  fine('an intermediate of others too', [own, middle, unrelated]);
  fine('valid for long', [leaf(middle, { from: past, until: '20990101000000Z' }), middle]);
  fine('a hundred names', [
    leaf(middle, {
      names: ['IP:127.0.0.1', ...Array.from({ length: 100 }, (_, each) => `DNS:host-${each}.contoso.com`)],
    }),
    middle,
  ]);
  fine('TLS 1.2', [rsaOwn, rsaMiddle], { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' });
  fine('TLS 1.2 with 128 bits', [rsaOwn, rsaMiddle], { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
  fine('sixteen certificates', [
    own,
    middle,
    ...Array.from({ length: 14 }, (_, each) => authority(`/CN=Spare ${each}`)),
  ]);

  const faulty: ChainCase[] = [];
  const bad = (name: string, faults: readonly ChainCode[], sent: readonly Issued[], tls?: ChainCase['tls']): void => {
    faulty.push({ name, sent, faults, ...(tls ? { tls } : {}), hidesRoot: name.startsWith('RSA with 1024') });
  };
  const weak = { ciphers: 'DEFAULT@SECLEVEL=0' };
  for (const serial of ['-1', '-128', '-129', '-1234567', negative(8), negative(19)])
    bad(`serial number ${serial}`, ['serialNegative'], [leaf(middle, { serial }), middle]);
  bad('a negative serial number and RSA', ['serialNegative'], [leaf(rsaMiddle, { ...rsa, serial: '-77' }), rsaMiddle]);
  bad(
    'a negative serial number and TLS 1.2',
    ['serialNegative'],
    [leaf(rsaMiddle, { ...rsa, serial: '-78' }), rsaMiddle],
    {
      maxVersion: 'TLSv1.2',
    },
  );
  const negativeMiddle = authority('/O=Fabrikam/CN=Fabrikam Negative Issuing', { by: root, serial: '-500' });
  bad('an intermediate with a negative serial number', ['serialNegative'], [leaf(negativeMiddle), negativeMiddle]);
  bad('two of them', ['serialNegative'], [leaf(negativeMiddle, { serial: '-3' }), negativeMiddle]);
  const negativeRoot = authority('/O=Contoso/CN=Contoso Negative Root', { serial: '-9' });
  bad('a root with a negative serial number', ['serialNegative'], [leaf(negativeRoot), negativeRoot]);
  bad('a negative serial number of others', ['serialNegative'], [own, middle, negativeRoot]);
  bad('a negative serial number directly below a root', ['serialNegative'], [leaf(root, { serial: '-4' })]);
  bad('a negative serial number in the wrong order', ['serialNegative'], [own, negativeRoot, root, middle]);
  bad('21 octets', ['serialTooLong'], [leaf(middle, { serial: hex(21, '11') }), middle]);
  bad('20 octets behind a zero', ['serialTooLong'], [leaf(middle, { serial: hex(20, 'ff') }), middle]);
  bad('32 octets', ['serialTooLong'], [leaf(rsaMiddle, { serial: hex(32, '22') }), rsaMiddle]);
  bad('64 octets', ['serialTooLong'], [leaf(middle, { serial: hex(64, '33') }), middle]);
  bad('21 negative octets', ['serialNegative', 'serialTooLong'], [leaf(middle, { serial: negative(21) }), middle]);
  const longMiddle = authority('/O=Fabrikam/CN=Fabrikam Long Issuing', { by: root, serial: hex(24, '44') });
  bad('an intermediate with 24 octets', ['serialTooLong'], [leaf(longMiddle), longMiddle]);
  bad('expired', ['expired'], [leaf(middle, { from: '20240101000000Z', until: past }), middle]);
  bad('expired, with RSA', ['expired'], [leaf(rsaMiddle, { ...rsa, until: '20260201000000Z' }), rsaMiddle]);
  bad('expired, below a strange root', ['expired'], [leaf(strange, { from: '20240101000000Z', until: past }), strange]);
  const oldMiddle = authority('/O=Fabrikam/CN=Fabrikam Old Issuing', {
    by: root,
    from: '20200101000000Z',
    until: past,
  });
  bad('an expired intermediate', ['expired'], [leaf(oldMiddle), oldMiddle]);
  bad('an expired intermediate and the root', ['expired'], [leaf(oldMiddle), oldMiddle, root]);
  bad(
    'expired and negative',
    ['expired', 'serialNegative'],
    [leaf(negativeMiddle, { from: '20240101000000Z', until: past }), negativeMiddle],
  );
  bad('not yet valid', ['notYetValid'], [leaf(middle, { from: future }), middle]);
  const nextMiddle = authority('/O=Fabrikam/CN=Fabrikam Next Issuing', { by: root, from: future });
  bad('an intermediate that is not yet valid', ['notYetValid'], [leaf(nextMiddle), nextMiddle]);
  bad('no intermediate', ['issuerMissing'], [own]);
  bad('no intermediate, with RSA', ['issuerMissing'], [rsaOwn]);
  bad('no intermediate, but the root', ['issuerMissing'], [own, root]);
  bad('the wrong intermediate', ['issuerMissing'], [own, rsaMiddle]);
  bad('the second of three missing', ['issuerMissing'], [leaf(lowest), lowest, middle]);
  bad('the third of three missing, but the root', ['issuerMissing'], [leaf(lowest), lowest, lower, root]);
  bad('the last of three missing', ['rootUnknown'], [leaf(lowest), lowest, lower]);
  const renewed = authority('/O=Fabrikam/CN=Fabrikam Issuing 1', { by: root });
  bad('an intermediate of the same name with another key', ['issuerMissing'], [own, renewed]);
  bad(
    'no intermediate, and expired',
    ['expired', 'issuerMissing'],
    [leaf(middle, { from: '20240101000000Z', until: past })],
  );
  bad('a strange root, not sent', ['issuerMissing'], [leaf(strange)]);
  bad('a strange root below an intermediate', ['rootUnknown'], [leaf(unrelated), unrelated]);
  bad('SHA-1', ['weakSignature'], [leaf(rsaMiddle, { ...rsa, hash: 'sha1' }), rsaMiddle], weak);
  bad('SHA-1 with EC', ['weakSignature'], [leaf(middle, { hash: 'sha1' }), middle], weak);
  bad('MD5', ['weakSignature'], [leaf(rsaMiddle, { ...rsa, hash: 'md5' }), rsaMiddle], weak);
  bad('PSS with SHA-1', ['weakSignature'], [leaf(rsaMiddle, { ...rsa, hash: 'sha1', isPss: true }), rsaMiddle], weak);
  const sha1Middle = authority('/O=Fabrikam/CN=Fabrikam SHA-1 Issuing', {
    by: rsaRoot,
    key: { rsa: 2048 },
    hash: 'sha1',
  });
  bad('an intermediate with SHA-1', ['weakSignature'], [leaf(sha1Middle), sha1Middle], weak);
  bad(
    'SHA-1 and negative',
    ['serialNegative', 'weakSignature'],
    [leaf(rsaMiddle, { ...rsa, hash: 'sha1', serial: '-6' }), rsaMiddle],
    weak,
  );
  bad('RSA with 1024 bits', ['shortKey'], [leaf(rsaMiddle, { key: { rsa: 1024 } }), rsaMiddle], weak);
  bad('RSA with 2047 bits', ['shortKey'], [leaf(rsaMiddle, { key: { rsa: 2047 } }), rsaMiddle], weak);
  bad(
    'RSA with 1024 bits and SHA-1',
    ['shortKey', 'weakSignature'],
    [leaf(rsaMiddle, { key: { rsa: 1024 }, hash: 'sha1' }), rsaMiddle],
    weak,
  );
  const shortMiddle = authority('/O=Fabrikam/CN=Fabrikam Short Issuing', { by: rsaRoot, key: { rsa: 1024 } });
  bad('an intermediate with 1024 bits', ['shortKey'], [leaf(shortMiddle), shortMiddle], weak);
  const shortRoot = authority('/O=Contoso/CN=Contoso Short Root', { key: { rsa: 1024 } });
  bad('a root with 1024 bits', ['shortKey'], [leaf(shortRoot), shortRoot], weak);
  bad('TLS 1.2 with CBC', ['otherSuite'], [rsaOwn, rsaMiddle], {
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-RSA-AES256-SHA384',
  });
  bad('TLS 1.2 with ECDSA', ['otherSuite'], [own, middle], { maxVersion: 'TLSv1.2' });
  bad('TLS 1.3 with ChaCha20', ['otherSuite'], [own, middle], { ciphers: 'TLS_CHACHA20_POLY1305_SHA256' });
  bad('CBC and negative', ['otherSuite', 'serialNegative'], [leaf(rsaMiddle, { ...rsa, serial: '-5' }), rsaMiddle], {
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-RSA-AES128-SHA256',
  });
  return {
    ordinary,
    faulty,
    trusted: [root, rsaRoot, oldRoot].map(({ cert }) => cert).join(''),
    inspectors: { negative: authority('/O=Contoso/CN=Contoso Inspection', { serial: '-42' }), sound: strange },
    issue,
  };
}
