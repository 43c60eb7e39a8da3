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

describe('a statement of bash that can’t be read', () => {
  const start = 'rg="rg-servers"\n\n';
  const call = 'sudo azcmagent connect --resource-group "$rg" --location westeurope';
  const patchBash = (line: string, name = 'x.sh'): ReturnType<typeof patchScript> =>
    patchScript(`${start}${line}\n${call}\n`, direct, name);

  it.each([
    ['a call with parentheses', 'print(1)', 3],
    ['words behind parentheses', 'check (disk) now', 3],
    ['two pipes', 'ls | | wc', 3],
    ['a line in a function', 'f() {\n  print (x)\n  ls\n}', 4],
    ['a line in a branch', 'if true; then\n  a && && b\nfi', 4],
    ['a line in a loop', 'for x in a b; do\n  echo "$x" (y)\ndone', 4],
    ['a sign at the start', '&& ls', 3],
    ['a list of another language', 'list = (1, 2)', 3],
  ])('is noted and skipped: %s', (_, line, at) => {
    const outcome = patchBash(line);
    expect(outcome).toMatchObject({ ok: true, value: { notes: [{ code: 'statement.unread', line: at }] } });
    if (!outcome.ok) return;
    expect(outcome.value.text).toContain(`\n${line}\n`);
    expect(outcome.value.text.match(/--gateway-id/g)).toHaveLength(1);
    expect(patchScript(outcome.value.text, direct, 'x.sh')).toMatchObject({ ok: true, value: { edits: [] } });
  });

  it.each([
    ['connects', 'azcmagent connect (x) --location we'],
    ['names a variable with words of connect', 'more="--tags a=b"; print (more)'],
    ['runs a text', 'eval (x)'],
    ['has more on its line', `print (x); ${call}`],
  ])('refuses the script where it %s', (_, line) => {
    const outcome = patchBash(line);
    const codes = outcome.ok ? [] : outcome.error.filter(({ line: at }) => at === 3).map(({ code }) => code);
    expect(codes).toContain('script.unreadable');
  });

  it.each([
    ['a quote that is not closed', 'echo "a'],
    ['a heredoc', 'print (x) <<E\na\nE'],
    ['a branch that is not closed', 'if a; then'],
    ['an end too many', 'fi'],
    ['a substitution', 'x=$(print (y)\n)'],
    ['a continued line', 'print (x) \\'],
  ])('refuses the script where its end is uncertain: %s', (_, line) => {
    const outcome = patchBash(line);
    expect(outcome.ok ? [] : outcome.error.map(({ code }) => code)).toEqual(['script.unreadable']);
  });

  it('leaves the value of a variable that it may set uncertain', () => {
    const text = `gw="${direct.gateway.id}"\nread (gw)\n${call} --gateway-id "$gw"\n`;
    expect(patchScript(text.replace('read (gw)', ''), direct, 'x.sh')).toMatchObject({
      ok: true,
      value: { edits: [] },
    });
    const outcome = patchScript(text, direct, 'x.sh');
    expect(outcome.ok && outcome.value.edits.length === 0).toBe(false);
  });
});
