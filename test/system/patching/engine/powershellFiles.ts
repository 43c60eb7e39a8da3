/** Onboarding scripts full of statements that have nothing to do with Arc, made from a seed. */
import { randomOf } from './powershellCommands';

const names = ['svc', 'größe', 'x1', 'Ж', '_n', 'rule'] as const;

/** What grammars of PowerShell tend not to know, under the name that its floor is counted by; all of it is valid. */
export const statements: Readonly<Record<string, (name: string) => string>> = {
  bareList: (n) => `Get-Process | Select-Object Name,Id,Handles | Out-File ${n}.txt`,
  calculatedList: (n) => `Get-Process | Select-Object Name, @{ n = '${n}'; e = { $_.WS / 1MB } }, Id`,
  starList: () => 'Get-Service | Select-Object *,Name -ExcludeProperty Site, *Id',
  listOverLines: (n) => `Get-Process | Format-Table Name,\n  Id,\n  @{ Label = '${n}'; Expression = { $_.Id } }`,
  blockInList: (n) => `Get-Process | Sort-Object { $_.Name }, { $_.Id } | Group-Object ${n}, { $_.Name }`,
  emptyBlock: (n) => `Start-Job -Name ${n} { } | Out-Null`,
  commentBlock: (n) => `Register-Thing -Name ${n} -Action { # nothing\n}`,
  sizeBehindOperator: (n) => `$${n} = 10*1GB + 5 -shl 2MB; $${n} -gt 100KB`,
  sizeInAttribute: (n) => `function Test-${n} { param([ValidateRange(1KB,2TB)][long]$Size = 4MB) $Size }`,
  ternary: (n) => `$${n} = (Test-Path C:\\) ? "there" : $null`,
  coalescing: (n) => `$${n} = $env:NAME ?? 'none'; $${n} ??= @{ }`,
  nullConditional: (n) => `$a = \${${n}}?.Length; $b = \${${n}}?[0]`,
  digitInParameter: (n) => `Set-Thing -IPv4Enabled -Name2 ${n} -3D:$true`,
  switchOfTables: (n) =>
    `$${n} = switch ($env:OS) { 'a' { @{ A = 1 } } 'b' { @{ B = 2; C = @(1,2) } } default { @{} } }`,
  operatorInMethod: (n) => `$${n} = [Math]::Max(($a -band 3), $b -bor 4); [void]$list.Contains($x -replace 'a','b')`,
  gluedTexts: (n) => `Write-Output "a"$${n}"c" $dir/x $env:TEMP"\\x" 'b'"c"$${n}`,
  whereBlock: (n) => `$${n} = (Get-Service).Where{ $_.Status }; $${n}.ForEach({ $_.Name }).Where({ $_ }, 'First')`,
  equalsAndQuotes: (n) => `msiexec.exe /i ${n}.msi -x="a b" TARGET="C:\\{0}" y='c d'{1} | Out-Null`,
  methodChain: (n) => `Write-Host $${n}.Trim().Split(',')[0].ToUpper() (Get-Date).AddDays(-1).ToString("s")`,
  label: (n) => `:outer foreach ($i in 1..3) { while ($true) { if ($i) { continue outer }; break outer } } # ${n}`,
  flagsEnumeration: (n) => `[Flags()] enum E${n} { A = 1; B = 2 }`,
  lettersInNames: (n) => `$straße = 'ü'; function Größe-${n} { $straße }; Größe-${n}`,
  dashes: (n) => `git log -- ${n} | tar xf - - | Write-Output -`,
  bracesInAddress: (n) => `Write-Output https://files.intern/{id}/${n}?a={b}`,
  access: (n) => `icacls C:\\${n} /grant SYSTEM:"(OI)(CI)(F)" /t`,
  background: (n) => `Get-Content ${n}.log &`,
  pipeAtLineStart: (n) => `Get-Process\n  | Where-Object Name -eq ${n}\n  # every one\n  | Out-Null`,
  chain: (n) => `Test-Path ${n} && Write-Output yes || Write-Output no`,
  numberedMember: (n) => `$Matches.1; $${n} = ($Matches.1).Trim(); if ($version -lt 6.3.7600) { }`,
  genericMethod: (n) => `$${n} = [Array]::Empty[string](); [Linq.Enumerable]::ToList[int](@(1))`,
  classes: (n) =>
    `class C${n} : System.Collections.ArrayList { hidden [int]$A = 1; static [string] F([int]$x) { return "$x" } C${n}() : base(1) { } }`,
  splattedCall: (n) => `$p = @{ Path = '.' }; Get-ChildItem @p -Filter *.${n} -Recurse:$false`,
  hereStrings: (n) => `$${n} = @'\nit's "so" $(\n'@ + @"\nand "$($env:A + "b")" \`$no\n"@`,
  nestedText: (n) => `Write-Host "a $(Get-Item "$env:A\\x" | ForEach-Object { "$($_.Name)" }) $${n}"`,
  redirections: (n) => `Get-Thing 3>$null *>&1 2> "${n}.txt" | Out-Null; cmd /c ver 2>&1 >$null`,
  trapAndData: (n) => `trap [Exception] { continue }; data ${n} { 'a' }`,
  unaryAndRanges: (n) => `$${n} = -join ('a'..'f')[-1..-3], !$x, -not(1), +1, -$y; $i++; --$i`,
  doUntil: (n) => `do { $${n} = 1 } until ($${n} -ge 1); for ($i = 0, 1; $i; $i++) { }`,
  tryCatch: (n) => `try { ${n} } catch [IO.IOException], [Net.WebException] { throw } finally { 1 }`,
  stopParsing: (n) => `cmd.exe /c echo --% %TEMP%\\${n} "a | b`,
  casts: (n) => `[xml][string]$${n} = '<a/>'; [int[]]$b = 1,2; ([pscustomobject]@{ A = 1 }).A`,
  blockParameters: (n) => `$${n} = { param($a, [switch]$b) begin { } process { $_ } end { } }; & $${n} 1 -b`,
  hashKeys: (n) => `$${n} = @{ 'a b' = 1; 2 = 'x'; $k = 3; (1+1) = 4; if = 5 }`,
  continued: (n) => `Copy-Item \`\n  -Path ${n} \`\n  -Destination 'b'`,
  comment: (n) => `Write-Output a#${n} <# in between #> b # "at the end`,
};

export interface MadeFile {
  readonly text: string;
  readonly used: readonly string[];
}

const head = '$rg = "rg-servers"; $sub = "11111111-2222-3333-4444-555555555555"';
const steps = [
  'Invoke-WebRequest -UseBasicParsing -Uri "https://aka.ms/azcmagent-windows" -OutFile "$env:TEMP\\install_windows_azcmagent.ps1"',
  '& "$env:TEMP\\install_windows_azcmagent.ps1"',
  '& "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe" connect --resource-group $rg --location westeurope --subscription-id $sub',
];

/** Several statements around each step; some within a block. */
export function makeFile(seed: number): MadeFile {
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const used: string[] = [];
  const some = (): readonly string[] =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const [kind, make] = pick(Object.entries(statements));
      used.push(kind);
      // Types and functions are defined once.
      const made = make(`${pick(names)}${used.length}`);
      // A type has to be defined outside of blocks to be seen, and --% takes the rest of its line.
      return random() < 0.3 && !/^(class|flags|stop|data)/.test(kind) ? `if ($true) {\n${made}\n}` : made;
    });
  const lines = [head, ...steps.flatMap((step) => [...some(), step]), ...some()];
  return { text: `${lines.join('\n')}\n`, used };
}
