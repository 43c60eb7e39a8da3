import { beforeAll, describe, expect, test } from 'vitest';
import { payloadOf } from '../../../src/remoteAccess/payload/payloadOf';
import { endProcessTree } from '../../../src/remoteAccess/payload/powershell';
import { newMark } from '../../../src/remoteAccess/process/runPayload';
import { powershellParser, syntaxErrors } from '../../support/grammars';
import { script } from './sshFixture';

/** The longest line that cmd takes, from sshd too. Source: “Command prompt line string limitation”, Microsoft. */
const longestInCmd = 8191;

describe('a script for Windows', () => {
  const text = `Write-Output "ünïcode 'quoted' $(1 + 1) %PATH% ^& | > \`"\r\nexit 3\r\n`;
  const mark = newMark();
  const of = (more = {}) => payloadOf(script(text, { shell: 'powershell', ...more }), mark);
  const bootstrapOf = (more = {}): string => Buffer.from(of(more).argv.at(-1) ?? '', 'base64').toString('utf16le');
  let parse: Awaited<ReturnType<typeof powershellParser>>;
  beforeAll(async () => {
    parse = await powershellParser();
  });

  test('is taken by cmd, PowerShell and bash alike: not one character that any of them reads', () => {
    expect(of({ isElevated: true }).command).toMatch(
      /^powershell\.exe -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand [\w+/=]+$/,
    );
    expect(endProcessTree(4711)).toBe('taskkill.exe /T /F /PID 4711');
  });

  test('fits a command line, however long it is, for it comes on the input', () => {
    const long = of({ text: 'x'.repeat(1_000_000), isElevated: true });
    expect(long.command.length).toBeLessThan(longestInCmd);
    expect(Buffer.from(long.input, 'base64').toString()).toBe('x'.repeat(1_000_000));
    expect(Buffer.from(of().input, 'base64').toString()).toBe(text);
    expect(long.isSession).toBe(false);
  });

  test.each([true, false])('is started by valid PowerShell (elevated: %s)', (isElevated) => {
    const bootstrap = bootstrapOf({ isElevated });
    expect(syntaxErrors(parse(bootstrap))).toEqual([]);
    expect(bootstrap.includes('Administrator')).toBe(isElevated);
    expect(bootstrap.split(mark)).toHaveLength(4);
  });

  test('is ended by its own machine half a minute after its time', () => {
    expect(bootstrapOf({ timeoutMilliseconds: 60_000 })).toContain(
      'Start-Sleep -Seconds 90; taskkill.exe /T /F /PID $PID',
    );
  });
});

describe('a script for Linux', () => {
  test('is taken by what stands in single quotes and holds none, so that any login shell hands it on', () => {
    const { argv, command } = payloadOf(script('true', { isElevated: true }), 'arc-mark');
    const [, , elevate = '', , , , shell = ''] = argv;
    expect(elevate + shell).not.toMatch(/['\n]/);
    expect(command).toBe(`sh -c '${elevate}' arc bash -c '${shell}'`);
    expect(payloadOf(script('false', { isElevated: true }), 'arc-other').command).toBe(command);
  });

  test('comes with its mark, its deadline and its size in bytes, and with line ends that bash knows', () => {
    expect(payloadOf(script('echo ü\r\nb\r\n'), 'arc-mark').input).toBe('arc-mark 50 10\necho ü\nb\n');
  });

  test('has a mark that nobody guesses', () => {
    expect(newMark()).toMatch(/^arc-[0-9a-f]{24}$/);
    expect(newMark()).not.toBe(newMark());
  });
});
