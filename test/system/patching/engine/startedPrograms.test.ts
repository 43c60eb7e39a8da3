import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { powershell } from '../../../support/powershell';
import { runScripts, type ScriptRun } from '../../../support/powershellRuns';
import { proxied } from '../../../unit/patching/engine/sites';

const proxy = proxied.network.proxyUrl ?? '';

/** As Windows does it: the items are joined with blanks, and the program splits that text again. */
const startProcess = String.raw`function Start-Process {
  param([Parameter(Position = 0)]$FilePath, [Parameter(Position = 1)][Alias('Args')]$ArgumentList, [switch]$Wait, [switch]$PassThru, [switch]$NoNewWindow, $Verb, $WindowStyle)
  $words = [regex]::Matches((@($ArgumentList) -join ' '), '(?:"[^"]*"|\S)+').ForEach({ $_.Value.Replace('"', '') })
  $file = @($words -match '\.ps1$')[0]
  if ($FilePath -match 'powershell') { $rest = @($words | Select-Object -Skip ([array]::IndexOf(@($words), $file) + 1)); & $file @rest }
  else { & $FilePath @words }
  [pscustomobject]@{ ExitCode = 0 }
}
Set-Alias start Start-Process; Set-Alias saps Start-Process; function msiexec.exe { }
$exe = "$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe"
$rg = 'rg-shop'; $loc = 'northeurope'; $more = ''
`;

const started = [
  'Start-Process -FilePath $exe -ArgumentList @("connect", "--resource-group", $rg, "--location", $loc) -Wait',
  'Start-Process $exe "connect", "--resource-group", $rg -NoNewWindow',
  'Start-Process $exe "connect --resource-group $rg --location $loc" -Wait',
  "Start-Process -Wait -FilePath $exe -Args 'connect --location northeurope'",
  'saps $exe "connect --resource-group `"rg shop`" --use-device-code"',
  'start azcmagent "connect --location=$loc"',
  '$words = "connect", "-g", $rg\nStart-Process -FilePath $exe -ArgumentList $words -Wait',
  '$words = "connect -g $rg --location $loc"\n$done = Start-Process $exe -ArgumentList $words -Wait -PassThru',
  '$how = @{ FilePath = $exe; ArgumentList = "connect -l $loc"; Wait = $true }\nStart-Process @how',
  "$how = @{\n  FilePath     = $exe\n  ArgumentList = 'connect', '-l', $loc\n  NoNewWindow  = $true\n}\nStart-Process @how",
  '$code = (Start-Process $exe -ArgumentList "connect -g $rg" -Wait -PassThru).ExitCode\nif ($code -ne 0) { throw $code }',
  'if ((Start-Process $exe "connect -g $rg" -PassThru).ExitCode -ne 0) { throw "no" }',
  'Start-Process $exe -ArgumentList "connect -g $rg --gateway-id /subscriptions/old" -Verb RunAs',
  'Start-Process $exe -ArgumentList @("connect", "--gateway-id", "old", "-g", $rg)',
  'Start-Process msiexec.exe -ArgumentList @("/i", "AzureConnectedMachineAgent.msi", "/qn") -Wait\n& $exe connect -g $rg',
  'Start-Process -Wait msiexec.exe "/i $env:TEMP\\agent.msi /qn"\n& $exe connect -g $rg',
];

const lists = [
  '$w = @("connect", "-g", $rg)\nif ($loc) { $w += "--location"; $w += $loc }\n& $exe @w',
  '$w = @("connect")\n$w += "-g"\n$w += $rg\n$w += "--location", $loc\n& $exe @w',
  '$w = @()\n$w += "connect"\n$w += "-g", $rg\n& $exe $w',
  '$w = [System.Collections.Generic.List[string]]@("connect", "-g", $rg)\n$w.Add("--location"); $w.Add($loc)\n& $exe $w',
  '[string[]]$w = "connect", "-g", $rg\n& $exe @w',
  '$w = [Collections.Generic.List[string]]::new()\n$w.Add("connect")\n$w.Add("-g")\n$w.Add($rg)\n& $exe @w',
  "$w = New-Object System.Collections.ArrayList\n[void]$w.Add('connect')\n[void]$w.AddRange([string[]]('-l', $loc))\n& $exe @w",
  '$w = New-Object -TypeName System.Collections.Generic.List[string]\n$w.Add("connect") | Out-Null; $w.Add("-l") | Out-Null; $w.Add($loc) | Out-Null\n& $exe $w',
  '$w = [System.Collections.ArrayList]@("connect", "-l", $loc)\nif ($more) { $null = $w.Add("--tags"); $null = $w.Add($more) }\n& $exe @w',
  '$w = [Collections.Generic.List[string]]::new()\n$w.AddRange([string[]]@("connect", "-l", $loc))\n& $exe @w',
  '$w = [Collections.Generic.List[object]]::new()\n$w.Add("connect")\n$w.Add("--gateway-id")\n$w.Add("old")\n& $exe @w',
];

const installs = [
  'Start-Process powershell.exe -ArgumentList "-File", "$env:TEMP/install_windows_azcmagent.ps1" -Wait',
  'Start-Process powershell "-ExecutionPolicy Bypass -File $env:TEMP/install_windows_azcmagent.ps1" -Wait',
  '$a = @("-NoProfile", "-File", "$env:TEMP/install_windows_azcmagent.ps1")\nStart-Process -FilePath powershell.exe -ArgumentList $a -Wait',
  '$how = @{ FilePath = "powershell.exe"; ArgumentList = "-File $env:TEMP/install_windows_azcmagent.ps1"; Wait = $true }\nStart-Process @how',
].map(
  (line) =>
    `Invoke-WebRequest -Uri https://aka.ms/azcmagent-windows -OutFile "$env:TEMP/install_windows_azcmagent.ps1"\n${line}\n& $exe connect -g $rg`,
);

/** The calls of the agent, without settings and without the gateway, and the values of that. */
function connectsOf({ calls }: ScriptRun) {
  const gateways: string[] = [];
  const rest = calls
    .filter((words) => words[0] === 'azcmagent' && words[1] === 'connect')
    .map((words) => {
      const at = words.indexOf('--gateway-id');
      gateways.push(at < 0 ? '' : (words[at + 1] ?? ''));
      return at < 0 ? words : words.toSpliced(at, 2);
    });
  return { gateways, rest };
}

describe.skipIf(powershell === undefined)('programs that Start-Process starts, and lists', () => {
  it('get what they got, and each connect the gateway and the proxy', async () => {
    const texts = [...started, ...lists, ...installs].map((text) => `${text}\n`);
    const pairs = texts.map((text) => {
      const outcome = patchScript(
        `$exe = "$env:ProgramW6432/AzureConnectedMachineAgent/azcmagent.exe"\n${text}`,
        proxied,
        'x.ps1',
      );
      return { text, after: outcome.ok ? outcome.value.text : JSON.stringify(outcome.error) };
    });
    expect(pairs.filter(({ after }) => !after.startsWith('$exe')).map(({ text, after }) => [text, after])).toEqual([]);
    const runs = await runScripts(pairs.flatMap(({ text, after }) => [startProcess + text, startProcess + after]));
    const wrong = pairs.flatMap(({ after }, index) => {
      const [was, is] = [runs[2 * index], runs[2 * index + 1]];
      if (!was || !is) throw new Error(`not run: ${after}`);
      const [before, patched] = [connectsOf(was), connectsOf(is)];
      const isTold = is.calls.some(
        (words) =>
          words.includes(proxy) && (words[0] === 'install' || words.slice(1, 4).join(' ') === 'config set proxy.url'),
      );
      const isRight =
        before.rest.length === 1 &&
        JSON.stringify(before.rest) === JSON.stringify(patched.rest) &&
        JSON.stringify(patched.gateways) === JSON.stringify([proxied.gateway.id]) &&
        isTold &&
        is.failure === was.failure;
      return isRight ? [] : [{ after, was, is }];
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    'Start-Process cmd.exe -ArgumentList "/c azcmagent connect -l northeurope & exit"',
    'Start-Process powershell -ArgumentList "-Command", "azcmagent connect -l northeurope; exit"',
    'Start-Process azcmagent -ArgumentList ("connect", $args)',
    'Start-Process azcmagent -ArgumentList "connect $more"',
    '$a = "connect -l x"; $a = "connect -l y"; Start-Process azcmagent -ArgumentList $a',
    'Start-Process azcmagent -ArgumentList (Get-Content connect.txt)',
    'Start-Process azcmagent -ArgumentList "connect", "--gateway-id x -l y"',
  ])('are refused where what they get is uncertain: %s', (text) => {
    expect(patchScript(`${text}\n`, proxied, 'x.ps1')).toMatchObject({ ok: false });
  });
});
