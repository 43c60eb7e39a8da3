import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { direct, proxied } from './sites';

const values =
  '$rg = "rg-servers"; $place = "westeurope"; $sub = "sub"\n$exe = "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe"\n';
const flags = '--resource-group $rg --location $place --subscription-id $sub';
const list = '"--resource-group", $rg, "--location", $place, "--subscription-id", $sub';

/** Connects that no command of the script accounts for; each is in the third line. */
const hidden: Readonly<Record<string, string>> = {
  'arguments of Start-Process': `Start-Process $exe -ArgumentList "connect ${flags}" -Wait`,
  'a list for Start-Process': `Start-Process -FilePath $exe -ArgumentList "connect", ${list} -Wait`,
  'a table for Start-Process': `$how = @{ FilePath = $exe; ArgumentList = "connect ${flags}"; Wait = $true }; Start-Process @how`,
  'a table that grows': `$how = @{ FilePath = $exe }; $how.ArgumentList = "connect ${flags}"; Start-Process @how`,
  'what a process is started with': `$info = New-Object Diagnostics.ProcessStartInfo $exe; $info.Arguments = "connect ${flags}"; [Diagnostics.Process]::Start($info)`,
  'a process that is started': `[Diagnostics.Process]::Start($exe, "connect ${flags}").WaitForExit()`,
  'a list of arguments that grows': `$info = [Diagnostics.ProcessStartInfo]::new($exe); foreach ($each in "connect", ${list}) { $info.ArgumentList.Add($each) }`,
  'a scheduled task': `$action = New-ScheduledTaskAction -Execute $exe -Argument "connect ${flags}"; Register-ScheduledTask -TaskName Arc -Action $action`,
  schtasks: `schtasks /create /tn Arc /tr "azcmagent.exe connect --resource-group rg --location x --subscription-id s" /sc onstart`,
  'another shell': `cmd /c "azcmagent connect --resource-group rg --location x --subscription-id s"`,
  'another shell, in words': `cmd /c azcmagent connect ${flags}`,
  'another PowerShell': `powershell.exe -Command "azcmagent connect --resource-group rg --location x --subscription-id s"`,
  'another PowerShell, by call': `pwsh -c "& '$exe' connect ${flags}"`,
  'a text that is run': `Invoke-Expression "& '$exe' connect ${flags}"`,
  'a text in a variable': `$line = "azcmagent connect ${flags}"; iex $line`,
  'a block made of a text': `Invoke-Command -ScriptBlock ([scriptblock]::Create("azcmagent connect ${flags}"))`,
  'a text put together': `$line = "connect " + "--resource-group $rg " + "--location $place"; & cmd /c "$exe $line"`,
  'a text made by a format': `$line = "connect --resource-group {0} --location {1}" -f $rg, $place; Start-Process $exe $line`,
  'a here-string': `$line = @"\nconnect ${flags}\n"@\nStart-Process $exe $line`,
  'an alias': `Set-Alias arc $exe; arc connect ${flags}`,
  'a function that takes a list': `function Run($words) { & $exe @words }; Run @("connect", ${list})`,
  'a function that takes a text': `function Run([string]$line) { Start-Process $exe $line }; Run "connect ${flags}"`,
  'a program from a list': `$all = @($exe, "connect", ${list}); & $all[0] $all[1..9]`,
  'a program from a table': `$tools = @{ Agent = $exe }; & $tools.Agent connect ${flags}`,
  'a program from a command': `& (Get-Command azcmagent) connect ${flags}`,
  'the rest of a line': `& $exe --% connect --resource-group rg --location x --subscription-id s`,
  'a text file': `Set-Content c.cmd "azcmagent connect --resource-group rg --location x --subscription-id s"; ./c.cmd`,
  'a remote command': `Invoke-Command -ComputerName srv -ScriptBlock { & $using:exe $args } -ArgumentList (@("connect", ${list}))`,
  'a process of WMI': `Invoke-CimMethod -ClassName Win32_Process -MethodName Create -Arguments @{ CommandLine = "azcmagent connect ${flags}" }`,
  'a task of the COM object': `$task.Actions.Create(0).Arguments = "connect ${flags}"; $x = "azcmagent.exe"`,
};

/** Connects that are seen, under another name or around a corner. */
const seen: Readonly<Record<string, string>> = {
  'a function that hands on what it is given': `function Invoke-Agent { & $exe @args; if ($LASTEXITCODE) { throw "no" } }\nInvoke-Agent connect ${flags}`,
  'the same with $args': `function arc { azcmagent.exe $args }\narc connect ${flags}`,
  'a path that is put together': `& (Join-Path $env:ProgramW6432 "AzureConnectedMachineAgent\\azcmagent.exe") connect ${flags}`,
  'a path from a format': `$tool = "{0}\\azcmagent.exe" -f $env:ProgramW6432; & $tool connect ${flags}`,
  'a list on the spot': `& $exe @("connect", ${list})`,
  'a list in a variable': `$words = "connect", ${list}; & $exe @words`,
  'a typed list': `$words = [string[]]@("connect", ${list}); & $exe $words`,
  'a list that grows': `$words = @("connect", ${list}); $words += "--tags", "a=b"; & $exe @words`,
  'a list of .NET that grows': `$words = [Collections.Generic.List[string]]@("connect", ${list}); $words.Add("--verbose"); & $exe $words`,
  'more arguments, in one of two lists': `$more = @(); if ($env:TAGS) { $more = @("--tags", $env:TAGS) }; & $exe connect ${flags} @more`,
  'a method of a class': `class Arc { [void] Connect([string]$rg, [string]$place, [string]$sub) { azcmagent connect ${flags} } }`,
};

const patch = (line: string): ReturnType<typeof patchScript> => patchScript(`${values}${line}\n`, direct, 'x.ps1');

describe('connect in PowerShell', () => {
  it.each(Object.entries(hidden))('is not left without a gateway in %s', (_, line) => {
    const outcome = patch(line);
    if (outcome.ok) expect(outcome.value.text).toContain(direct.gateway.id);
    else expect(outcome.error.map((each) => each.line >= 3)).not.toContain(false);
  });

  it.each(Object.entries(seen))('is patched in %s', (_, line) => {
    const outcome = patch(line);
    expect(outcome).toMatchObject({ ok: true });
    const text = outcome.ok ? outcome.value.text : '';
    expect(text.match(/--gateway-id/g)).toHaveLength(1);
    expect(patchScript(text, direct, 'x.ps1')).toMatchObject({ ok: true, value: { text, edits: [] } });
  });
});

const connect = `& $exe connect ${flags}\n`;
const another = 'http://old.contoso.com:3128';

/** Where a script gives others a proxy, and whether that is another one than the site's. */
const proxies: readonly (readonly [line: string, isAnother: boolean])[] = [
  [`[Environment]::SetEnvironmentVariable("HTTPS_PROXY", "${another}", "Machine")`, true],
  [
    `[System.Environment]::SetEnvironmentVariable('http_proxy', '${another}', [EnvironmentVariableTarget]::Machine)`,
    true,
  ],
  [`[Environment]::SetEnvironmentVariable("HTTPS_PROXY", $null, "Machine")`, false],
  [`[Environment]::SetEnvironmentVariable("PATH", "x", "Machine")`, false],
  [`$env:https_proxy = "${another}"`, true],
  ['$env:HTTPS_PROXY = "http://proxy.contoso.com:8080"', false],
  ['$env:HTTPS_PROXY = ""', false],
  [`netsh winhttp set proxy old.contoso.com:3128`, true],
  [`netsh winhttp set proxy proxy-server="http=${another};https=${another}" bypass-list="<local>"`, true],
  ['netsh winhttp set proxy proxy.contoso.com:8080', false],
  ['netsh winhttp show proxy', false],
  ['netsh winhttp import proxy source=ie', true],
  [`setx /M HTTPS_PROXY ${another}`, true],
  [
    `Set-ItemProperty -Path "HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings" -Name ProxyServer -Value "old:3128"`,
    true,
  ],
  [
    `reg add "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings" /v ProxyServer /d old:3128 /f`,
    true,
  ],
  [`[Net.WebRequest]::DefaultWebProxy = New-Object Net.WebProxy("${another}")`, true],
  [`[Net.WebRequest]::DefaultWebProxy = [Net.WebProxy]::new("${another}")`, true],
  [`$PSDefaultParameterValues["Invoke-WebRequest:Proxy"] = "${another}"`, true],
  [`Set-Item env:HTTPS_PROXY "${another}"`, true],
  [`Write-Host "set https_proxy=${another}"`, false],
];

describe('a proxy of another program in PowerShell', () => {
  it.each(proxies)('%s: %s', (line, isAnother) => {
    const outcome = patchScript(`${values}${line}\n${connect}`, proxied, 'x.ps1');
    expect(outcome).toMatchObject({ ok: true });
    const notes = outcome.ok ? outcome.value.notes.filter(({ code }) => code === 'proxy.another') : [];
    expect(notes.map((note) => note.line)).toEqual(isAnother ? [3] : []);
  });

  it('is nobody’s concern where the topology has none', () => {
    const outcome = patchScript(`${values}$env:https_proxy = "${another}"\n${connect}`, direct, 'x.ps1');
    expect(outcome).toMatchObject({ ok: true, value: { notes: [] } });
  });
});

describe('a signed script', () => {
  const signature =
    '# SIG # Begin signature block\n# MIIFdgYJKoZIhvcNAQcCoIIFZzCCBWMCAQEx\n# SIG # End signature block\n';

  it('has to be signed again once it is patched, and not before', () => {
    const outcome = patchScript(values + connect + signature, direct, 'x.ps1');
    expect(outcome).toMatchObject({ ok: true, value: { notes: [{ code: 'signature.broken', line: 4 }] } });
    const patched = outcome.ok ? outcome.value.text : '';
    expect(patchScript(patched, direct, 'x.ps1')).toMatchObject({ ok: true, value: { edits: [], notes: [] } });
  });
});

describe('arguments from one of several lists', () => {
  it.each([
    ['names a gateway', '$more = @(); if ($a) { $more = @("--gateway-id", $g) }'],
    ['comes from a command', '$more = @(); if ($a) { $more = Get-More }'],
    ['holds what may be a list', '$more = @(); if ($a) { $more = @("--tags", $x) }'],
    ['is given to the script', 'param($more)\nif ($a) { $more = @("--tags", "a=b") }'],
  ])('are refused where one %s', (_, line) => {
    const outcome = patchScript(`${line}\nazcmagent connect --resource-group rg --location x @more\n`, direct, 'x.ps1');
    const codes = outcome.ok ? [] : outcome.error.map(({ code }) => code);
    expect(codes).toEqual(['gateway.argumentsFromOutside']);
  });
});
