import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program';

const newKey = {
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
  rsa: ['-newkey', 'rsa:2048', '-nodes'],
};
const days = ['-days', '2'];

/** A certificate authority of a test. */
export interface Authority {
  /** Path of the certificate that a client must trust. */
  readonly certificate: string;
  /** A certificate and its key for these hosts, as PEM. */
  issue(names: readonly string[], kind?: keyof typeof newKey): { readonly cert: string; readonly key: string };
}

/** Makes an authority whose files lie in `directory` under its name. */
export function makeAuthority(directory: string, name: string): Authority {
  const file = (suffix: string): string => join(directory, `${name}.${suffix}`);
  const ca = { cert: file('crt'), key: file('key') };
  const constraints = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  openssl([
    'req',
    '-x509',
    ...newKey.ec,
    ...days,
    '-subj',
    `/CN=${name}`,
    ...constraints,
    '-keyout',
    ca.key,
    '-out',
    ca.cert,
  ]);
  return {
    certificate: ca.cert,
    issue(names, kind = 'ec') {
      const leaf = {
        cert: file('leaf.crt'),
        key: file('leaf.key'),
        request: file('leaf.csr'),
        extra: file('leaf.ext'),
      };
      const alternatives = names.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',');
      writeFileSync(leaf.extra, `subjectAltName=${alternatives}\n`);
      openssl(['req', '-new', ...newKey[kind], '-subj', '/CN=leaf', '-keyout', leaf.key, '-out', leaf.request]);
      const signing = ['-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial', ...days, '-extfile', leaf.extra];
      openssl(['x509', '-req', '-in', leaf.request, ...signing, '-out', leaf.cert]);
      return { cert: readFileSync(leaf.cert, 'utf8'), key: readFileSync(leaf.key, 'utf8') };
    },
  };
}

const openssl = (args: readonly string[]): Buffer => run('openssl', 'openssl', args);
