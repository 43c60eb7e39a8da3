import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCommand } from '../../../../../build/debian.mjs';
import { run } from '../../../../support/program';
import { skipUnless } from '../../../../support/skip';
import { outcome } from '../../../../unit/diagnosis/engine/bundle/archives';

const folder = mkdtempSync(join(tmpdir(), 'arc-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refused = 'proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: connection refused\n';
const withoutZip = 'There is no zip. On Debian: apt-get install zip';

describe('archives of the program zip', skipUnless(findCommand('zip'), withoutZip), () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'logs', 'himds.log'), refused.repeat(1000));
    writeFileSync(join(folder, 'logs', 'empty.log'), '');
    writeFileSync(join(folder, 'logs', 'notes.pdf'), 'x');
    symlinkSync('/etc/passwd', join(folder, 'logs', 'passwd.log'));
  });

  const zip = (name: string, ...options: readonly string[]): Uint8Array => {
    const archive = join(folder, name);
    run('sh', 'dash', ['-c', `cd '${folder}' && zip -q -r ${options.join(' ')} '${archive}' logs`]);
    return new Uint8Array(readFileSync(archive));
  };

  it.each([
    ['deflated.zip', ['-y']],
    ['stored.zip', ['-0', '-y']],
    ['best.zip', ['-9', '-y', '-z']],
  ])('are read: %s', async (name, options) => {
    expect(await outcome(zip(name, ...options))).toEqual({
      found: expect.arrayContaining(['logs/himds.log: proxy.refused', 'logs/empty.log: ']) as unknown,
      unread: ['logs/passwd.log: link'],
      unknown: ['logs/notes.pdf'],
    });
  });

  it('are read when they were written to a pipe, with sizes behind the data', async () => {
    const archive = join(folder, 'piped.zip');
    run('sh', 'dash', ['-c', `cd '${folder}' && zip -q - logs/himds.log | cat > '${archive}'`]);
    expect(await outcome(new Uint8Array(readFileSync(archive)))).toMatchObject({
      found: ['logs/himds.log: proxy.refused'],
    });
  });

  it('are told to be encrypted', async () => {
    expect(await outcome(zip('encrypted.zip', '-y', '-P', 'secret'))).toMatchObject({
      unread: expect.arrayContaining(['logs/himds.log: encrypted']) as unknown,
    });
  });
});
