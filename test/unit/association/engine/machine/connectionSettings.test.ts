import { describe, expect, it } from 'vitest';
import { parseConnectionSettings } from '../../../../../src/association/engine/machine/connectionSettings';
import { readConnectionType, setConnectionType } from '../../../../../src/association/engine/machine/remoteAgent';
import {
  readConnectionTypeScript,
  setConnectionTypeScript,
} from '../../../../../src/association/engine/machine/connectionTypeScripts';
import type { ArcError } from '../../../../../src/kernel/errors';
import type { RemoteOutcome, RemoteSession } from '../../../../../src/kernel/ports';
import { powershellParser, syntaxErrors } from '../../../../support/grammars';

const home = { id: '/subscriptions/x', name: 'web-01', os: 'linux' } as const;
const signal = new AbortController().signal;
const session = (outcome: Partial<RemoteOutcome>): RemoteSession => ({
  transportOf: () => 'ssh',
  run: async () => ({ exitCode: 0, stdout: '', stderr: '', isTruncated: false, ...outcome }),
});

describe('what an agent says of its way', () => {
  it.each([
    ['connection.type=direct\nproxy.url=\n', { connectionType: 'direct' }],
    [
      'noise\r\nconnection.type=default\r\nproxy.url=http://proxy:3128\r\n',
      { connectionType: 'default', proxyUrl: 'http://proxy:3128' },
    ],
    [
      'connection.type=connection.type (preview) : gateway\nproxy.url=proxy.url : http://p:1\n',
      { connectionType: 'gateway', proxyUrl: 'http://p:1' },
    ],
    ['connection.type=Gateway\n', { connectionType: 'gateway' }],
  ])('is read from %j', (stdout, way) => {
    expect(parseConnectionSettings(stdout)).toEqual(way);
  });

  it.each(['', 'connection.type=\n', 'connection.type=relay\n', 'no connection.type=direct here\n'])(
    'is not guessed from %j',
    async (stdout) => {
      expect(parseConnectionSettings(stdout)).toBeUndefined();
      await expect(readConnectionType(session({ stdout }), home, signal)).rejects.toMatchObject({
        code: 'Unsupported',
      });
    },
  );

  it.each([
    [15, 'azcmagent is not installed on web-01'],
    [10, 'needs root'],
    [31, 'exit code 31. policy says no'],
  ])('is a failure with exit code %i', async (exitCode, message) => {
    const failing = readConnectionType(session({ exitCode, stderr: 'policy says no\n' }), home, signal);
    await expect(failing).rejects.toThrow(message);
  });

  it('has to be what it was set to', async () => {
    await expect(
      setConnectionType(session({ stdout: 'connection.type=direct\n' }), home, 'direct', signal),
    ).resolves.toBeUndefined();
    const contrary = setConnectionType(session({ stdout: 'connection.type=gateway\n' }), home, 'direct', signal);
    await expect(contrary).rejects.toSatisfy((error: ArcError) => error.code === 'OperationFailed');
  });

  it('is asked in PowerShell that parses', async () => {
    const parse = await powershellParser();
    for (const script of [
      readConnectionTypeScript('windows'),
      setConnectionTypeScript('windows', 'direct'),
      setConnectionTypeScript('windows', 'default'),
    ]) {
      expect(script.shell).toBe('powershell');
      expect(syntaxErrors(parse(script.text))).toEqual([]);
    }
    expect(setConnectionTypeScript('windows', 'direct').text).toContain(
      "Invoke-Agent 'config', 'set', 'connection.type', 'direct'",
    );
  });
});
