import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program';

/** A certificate of a test, by openssl. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
  /** Paths of both. */
  readonly files: { readonly cert: string; readonly key: string };
}

export interface Wanted {
  readonly subject: string;
  /** Itself if absent. */
  readonly by?: Issued;
  readonly isAuthority?: boolean;
  /** For `-set_serial`: `-1`, `0x80`. */
  readonly serial?: string;
  /** For `-pkeyopt`. */
  readonly key?: { readonly ec: string } | { readonly rsa: number };
  readonly hash?: string;
  readonly isPss?: boolean;
  /** `20200101000000Z`; from today on for some days if absent. */
  readonly from?: string;
  readonly until?: string;
  readonly names?: readonly string[];
  /** A certificate with the same key. */
  readonly keyOf?: Issued;
}

/** Makes certificates with openssl, whose files lie in `directory`. */
export function createIssuer(directory: string): (wanted: Wanted) => Issued {
  const database = join(directory, 'database');
  const configuration = join(directory, 'ca.cnf');
  mkdirSync(directory, { recursive: true });
  writeFileSync(database, '');
  writeFileSync(join(directory, 'database.attr'), 'unique_subject = no\n');
  writeFileSync(configuration, authorityConfiguration(directory, database));
  const keys = new Map<string, string>();
  let count = 0;

  /** One key of each kind, except where a certificate has to have its own. */
  const keyFor = ({ key = { ec: 'P-256' }, isAuthority, keyOf }: Wanted): string => {
    if (keyOf) return keyOf.files.key;
    const kind = JSON.stringify([key, isAuthority ? count : '']);
    const known = keys.get(kind);
    if (known !== undefined) return known;
    const file = join(directory, `${keys.size}.key`);
    const options =
      'ec' in key
        ? ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${key.ec}`]
        : ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${key.rsa}`];
    run('openssl', 'openssl', ['genpkey', ...options, '-out', file]);
    keys.set(kind, file);
    return file;
  };

  return (wanted) => {
    const {
      subject,
      by,
      isAuthority,
      serial = `${++count + 1000}`,
      hash = 'sha256',
      isPss,
      from,
      until,
      names,
    } = wanted;
    const file = (suffix: string): string => join(directory, `${count}.${suffix}`);
    count++;
    const key = keyFor(wanted);
    const files = { cert: file('crt'), key };
    const alternatives = (names ?? ['IP:127.0.0.1']).join(',');
    const extensions = isAuthority
      ? 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
      : `subjectAltName=${alternatives}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n`;
    writeFileSync(file('ext'), extensions);
    // Weak signatures are wanted here.
    const signing = ['-sigopt', 'rsa_padding_mode:pss'].slice(0, isPss ? 2 : 0);
    run('openssl', 'openssl', ['req', '-new', '-key', key, '-subj', subject, '-utf8', '-out', file('csr')]);
    const issuer = by?.files;
    if (from === undefined && until === undefined) {
      const authority = issuer ? ['-CA', issuer.cert, '-CAkey', issuer.key] : ['-signkey', key];
      run('openssl', 'openssl', [
        ...['x509', '-req', '-in', file('csr'), ...authority, '-set_serial', serial, '-days', '3', `-${hash}`],
        ...['-extfile', file('ext'), '-out', files.cert, ...signing],
      ]);
    } else {
      writeFileSync(join(directory, 'serial'), `${BigInt(serial).toString(16).padStart(4, '0')}\n`);
      const authority = issuer ? ['-cert', issuer.cert, '-keyfile', issuer.key] : ['-selfsign', '-keyfile', key];
      run('openssl', 'openssl', [
        ...['ca', '-batch', '-notext', '-config', configuration, '-in', file('csr'), ...authority, '-md', hash],
        ...['-startdate', from ?? '20260101000000Z', '-enddate', until ?? '20990101000000Z'],
        ...['-extfile', file('ext'), '-out', files.cert, ...signing],
      ]);
    }
    return { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(key, 'utf8'), files };
  };
}

const authorityConfiguration = (directory: string, database: string): string => `[ca]
default_ca = test
[test]
database = ${database}
serial = ${join(directory, 'serial')}
new_certs_dir = ${directory}
policy = any
email_in_dn = no
[any]
commonName = optional
organizationName = optional
organizationalUnitName = optional
`;
