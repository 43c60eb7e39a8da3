import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { direct } from './sites';

const before = '$rg = "rg-servers"; $exe = "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe"';
const connect =
  '& $exe connect --resource-group $rg --location "westeurope" --subscription-id "11111111-2222-3333-4444-555555555555"';
/** PowerShell refuses each too: what the reader doesn't know can't be told from an error. */
const unreadable: Readonly<Record<string, string>> = {
  'a variable before a colon': 'Write-Host "Failed for $rg: $_"',
  'an operator without a value': '$x = 5 -foo 3',
  'a comparison with a sign': 'if ($x < 5) { Write-Host "a" }',
  'a list without an end': 'Write-Host a,, b',
  'a value that is missing': '$y = ; $z = 1',
  'a statement over lines': 'Get-Item `\n  <no> @{ a = 1\n  b = "}" } `\n  -Path x',
  'a block': 'function Get-It {\n  $a = 1\n  $b = 2 -nope 3 # }\n  $a\n}',
  'a condition': 'if ($a -foo 1) {\n  Write-Host "}"\n}',
  'a here-string and an error': '$t = @"\n} "$(\n"@ -foo 3',
};

/** The third line begins with what can't be read. */
const patch = (line: string): ReturnType<typeof patchScript> =>
  patchScript(`${before}\n\n${line}\n${connect}\n`, direct, 'x.ps1');

describe('a statement of PowerShell that can’t be read', () => {
  it.each(Object.entries(unreadable))('is noted and skipped: %s', (_, line) => {
    const outcome = patch(line);
    expect(outcome).toMatchObject({ ok: true });
    if (!outcome.ok) return;
    const { text, notes } = outcome.value;
    expect(text).toContain(`\n${line}\n`);
    expect(text).toContain('--gateway-id');
    const unread = notes.filter(({ code }) => code === 'statement.unread');
    expect(unread.map((note) => note.line >= 3 && note.line <= 2 + line.split('\n').length)).toEqual([true]);
    expect(patchScript(text, direct, 'x.ps1')).toMatchObject({ ok: true, value: { edits: [] } });
  });

  it.each([
    ['connects', '& $exe connect --resource-group $rg --location "a" -foo:<x>'],
    ['names the agent', 'Write-Host "azcmagent of $rg: $_"'],
    ['runs a variable with the agent', '& $exe show <x>'],
    ['holds a block that connects', `if ($a -foo 1) {\n  ${connect}\n}`],
    ['runs a text', 'iex $line <x>'],
    ['splats words of connect', '$more = @("--tags", "a=b"); Write-Host <x> @more'],
    ['sets a variable by name', 'Set-Variable rg <x>'],
  ])('refuses the script where it %s', (_, line) => {
    const outcome = patch(line);
    expect(outcome).toMatchObject({ ok: false });
    const refusals = outcome.ok ? [] : outcome.error;
    expect(refusals.filter(({ code }) => code === 'script.unreadable').map((each) => each.line)).toEqual([3]);
  });

  it.each([
    ['a quote that is not closed', `Write-Host "a\n${'#'}`],
    ['a brace that is not closed', 'function f { $a = 5 -foo 3'],
    ['a brace too many', '}'],
    ['a comment that is not closed', '<# never ends'],
    ['a bracket of another kind', 'Write-Host (a }'],
  ])('refuses the script where its end is uncertain: %s', (_, line) => {
    const outcome = patch(line);
    const codes = outcome.ok ? [] : outcome.error.map(({ code }) => code);
    expect(codes).toEqual(['script.unreadable']);
  });

  it('leaves the value of a variable that it may set uncertain', () => {
    const text = `$gateway = "${direct.gateway.id}"\n$gateway = 5 -foo 3\n${before}\n${connect} --gateway-id $gateway\n`;
    const untouched = patchScript(text.replace('$gateway = 5 -foo 3', ''), direct, 'x.ps1');
    expect(untouched).toMatchObject({ ok: true, value: { edits: [] } });
    const outcome = patchScript(text, direct, 'x.ps1');
    expect(outcome.ok && outcome.value.edits.length === 0).toBe(false);
  });
});
