import fc from 'fast-check';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLiteral, powershellDoubleQuoted, powershellLiteral } from '../../../../../src/kernel/text/quote';
import { agentCalls } from '../../../../../src/planning/targets/servers/windowsAgent';
import { argumentsOf, lineOf51 } from '../../../../support/commandLines';
import { powershell, runPowershell, withoutPowershell } from '../../../../support/powershell';
import { skipUnless } from '../../../../support/skip';
import { hostileText } from '../../../../unit/planning/targets/servers/sites';

const pieces = fc.constantFrom(
  ...[
    '\u201c',
    '\u201d',
    '\u201e',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u2013',
    '\u2014',
    '\u2015',
    '`',
    '$(',
    '@',
    '-',
    '/',
    '%',
    '!',
    '^',
    '&',
  ],
  ...[
    "'",
    '\u2018',
    '\u2019',
    '\u201a',
    '\u201b',
    '"',
    '\\',
    '\\\\',
    '\n',
    '\r',
    '\r\n',
    '#',
    '<#',
    '#>',
    '{',
    '}',
    '😀',
    'a',
    ' ',
  ],
);
const ends = fc.constantFrom('', '', '\\', '\\\\', '`', "'", '"', '\n');
const pointed = fc
  .tuple(fc.constantFrom('', '@', '-', '/', '--%', '\u2013'), fc.array(pieces, { maxLength: 8 }), ends)
  .map(([start, middle, end]) => start + middle.join('') + end);

const values = [...new Set(['', ' ', "''", '@"', ...fc.sample(fc.oneof(hostileText, pointed), 12_000)])].slice(
  0,
  10_000,
);

/** What tears command lines: quotes, blanks and backslashes in every order. */
const torn = fc.string({ unit: fc.constantFrom('"', ' ', '\\', 'a', '\t', ','), maxLength: 9 });
const words = [
  ...['24" monitor', '"a b"', 'C:\\data dir\\', '', 'a\\', '\\"', 'a"b', '"', '\\\\" \\', 'a\nb "c'],
  ...fc.sample(fc.oneof(torn, torn, hostileText), 4990),
];

describe('PowerShell', skipUnless(powershell, withoutPowershell), () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arc-quote-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a script, and gives what it wrote to `$out` by NUL-ended texts. */
  async function written(text: string, start: (file: string) => readonly string[]): Promise<readonly string[]> {
    const [file, out] = [join(folder, 'script.ps1'), join(folder, 'out')];
    const opening = `\ufeff$out = New-Object IO.StreamWriter ${powershellLiteral(out)}\n`;
    writeFileSync(file, `${opening}${text}\n$out.Dispose()\n`);
    const { code, stderr } = await runPowershell(start(file), { home: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return readFileSync(out, 'utf8').split('\0').slice(0, -1);
  }

  const asFile = (file: string): readonly string[] => ['-File', file];
  const asText = (file: string): readonly string[] => [
    '-Command',
    `& ([ScriptBlock]::Create([IO.File]::ReadAllText(${powershellLiteral(file)})))`,
  ];

  it.each([
    ['a file', asFile],
    ['a script block', asText],
  ])('evaluates 10,000 literals in %s to the values they were made of', async (_, start) => {
    expect(values).toHaveLength(10_000);
    const lines = values.map((value, index) => {
      const literal = index % 2 ? powershellDoubleQuoted(value) : powershellLiteral(value);
      return `$out.Write(${literal} + [char]0)`;
    });
    expect(await written(lines.join('\n'), start)).toEqual(values);
  });

  it('reads them from JSON as they were', async () => {
    const file = join(folder, 'values.json');
    writeFileSync(file, `[\n${values.map(jsonLiteral).join(',\n')}\n]\n`);
    const reading = `foreach ($value in (Get-Content -LiteralPath ${powershellLiteral(file)} -Raw -Encoding UTF8 | ConvertFrom-Json)) {
  $out.Write($value + [char]0)
}`;
    expect(await written(reading, asFile)).toEqual(values);
  });

  it('hands 5,000 arguments to the agent as they are, however it passes arguments itself', async () => {
    const [agent, log] = [join(folder, 'agent.exe'), join(folder, 'argv')];
    writeFileSync(agent, `#!/bin/bash\nprintf '%s\\0' "$@" >>'${log}'\n`);
    chmodSync(agent, 0o755);
    const calls = Array.from({ length: words.length / 50 }, (_, at) => words.slice(50 * at, 50 * at + 50));
    const modes = ['Standard', 'Windows', 'Legacy'];
    const script = [
      `$azcmagent = ${powershellLiteral(agent)}`,
      agentCalls.text,
      ...calls.map(
        (call, at) => `$PSNativeCommandArgumentPassing = '${modes[at % 3] ?? ''}'
Invoke-Agent @(${call.map(powershellLiteral).join(', ')})`,
      ),
      `foreach ($word in @(${words.map(powershellLiteral).join(', ')})) { $out.Write((Format-Argument $word) + [char]0) }`,
    ];
    const lines = await written(script.join('\n'), asFile);
    expect(readFileSync(log, 'utf8').split('\0').slice(0, -1)).toEqual(words);
    // On Windows the program itself takes the line apart, by the rules of its language.
    const line = lines.join(' ');
    expect(argumentsOf(line)).toEqual(words);
    expect(argumentsOf(line, { isOlder: true })).toEqual(words);
  });
});

describe('the model of Windows PowerShell 5.1', () => {
  it('tears what holds both a quote and a blank, even where the quotes are escaped', () => {
    const arrived = (word: string): readonly string[] => argumentsOf(lineOf51([word.replace(/(\\*)"/g, '$1$1\\"')]));
    expect(arrived('24" monitor')).not.toEqual(['24" monitor']);
    expect(arrived('"a b"')).not.toEqual(['"a b"']);
    expect(arrived('a"b')).toEqual(['a"b']);
  });

  it('hands over a folder for temporary files as it is', () => {
    for (const word of [
      'C:\\Users\\First Last\\AppData\\Local\\Temp\\arc-1',
      'C:\\Windows\\TEMP\\arc-1',
      '\\\\host\\a b\\[c]',
    ]) {
      const all = [word, '/inheritance:r', '/grant:r', '*S-1-5-32-544:(OI)(CI)F'];
      expect(argumentsOf(lineOf51(all))).toEqual(all);
    }
  });
});
