import { beforeAll, describe, expect, it } from 'vitest';
import { powershell, withoutPowershell } from '../../../../support/powershell';
import { type Command, type PowershellTree, readTrees } from '../../../../support/powershellTrees';
import { skipUnless } from '../../../../support/skip';
import { windowsTexts } from './windowsScripts';

/**
 * The cmdlets that are used, with those of their parameters that Windows PowerShell 5.1 has: learn.microsoft.com/powershell/
 * module/?view=powershell-5.1 (2026-11). Look up any other there first.
 */
const cmdlets: Readonly<Record<string, readonly string[]>> = {
  'Add-Type': ['Namespace', 'Name', 'MemberDefinition'],
  'ConvertFrom-Json': [],
  'ConvertTo-Json': [],
  'ForEach-Object': [],
  'Get-CimInstance': ['ClassName'],
  'Get-Command': ['ErrorAction'],
  'Get-Content': ['LiteralPath', 'Raw', 'Encoding', 'ErrorAction', 'Tail'],
  'Get-Location': ['PSProvider'],
  // Of the module TLS, since Windows Server 2016; asked for before.
  'Get-TlsCipherSuite': [],
  'Invoke-WebRequest': [
    ...['UseBasicParsing', 'TimeoutSec', 'Uri', 'Method', 'ContentType', 'Body', 'Proxy', 'WebSession'],
  ],
  'Join-Path': [],
  // It takes its path as it is, and knows no other parameter for it.
  'New-Item': ['ItemType', 'Path'],
  'New-Object': ['ComObject', 'Property'],
  'Out-Null': [],
  'Read-Host': ['AsSecureString'],
  'Remove-Item': ['LiteralPath', 'Recurse', 'Force', 'ErrorAction'],
  'Select-Object': ['Skip'],
  'Set-StrictMode': ['Off'],
  'Sort-Object': [],
  'Start-Sleep': ['Seconds', 'Milliseconds'],
  'Start-Transcript': ['LiteralPath', 'Append'],
  'Test-Path': ['LiteralPath'],
  'Where-Object': [],
  'Write-Host': ['ForegroundColor'],
  'Write-Output': [],
  // Of the modules Az.Accounts and Az.ArcGateway.
  'Get-AzContext': [],
  'Invoke-AzRestMethod': ['Method', 'Path'],
  'Update-AzArcSetting': [
    ...[
      'ResourceGroupName',
      'SubscriptionId',
      'BaseProvider',
      'BaseResourceType',
      'BaseResourceName',
      'GatewayResourceId',
    ],
  ],
};

/** Static members that .NET Framework 4.7.2 has: learn.microsoft.com/dotnet/api/?view=netframework-4.7.2 (2026-11). */
const members: readonly string[] = [
  '[ArcOnboarding.Protection]::LocalFree',
  '[ArcOnboarding.Protection]::NCryptCloseProtectionDescriptor',
  '[ArcOnboarding.Protection]::NCryptCreateProtectionDescriptor',
  '[ArcOnboarding.Protection]::NCryptProtectSecret',
  '[ArcOnboarding.Protection]::NCryptUnprotectSecret',
  '[Console]::Error',
  '[Console]::IsInputRedirected',
  '[Console]::Out',
  '[Console]::OutputEncoding',
  '[Convert]::FromBase64String',
  '[Convert]::ToBase64String',
  '[Diagnostics.Process]::Start',
  '[Diagnostics.Stopwatch]::StartNew',
  '[Enum]::IsDefined',
  '[Environment]::UserInteractive',
  '[IO.File]::Open',
  '[IO.File]::WriteAllBytes',
  '[IO.File]::WriteAllText',
  '[IO.Path]::GetTempPath',
  '[IntPtr]::Zero',
  '[Math]::Max',
  '[Math]::Min',
  '[Net.Dns]::GetHostAddressesAsync',
  '[Net.NetworkCredential]::new',
  '[Net.ServicePointManager]::SecurityProtocol',
  '[Net.WebRequest]::Create',
  '[PowerShell]::Create',
  '[RunspaceFactory]::CreateRunspacePool',
  '[Runtime.InteropServices.Marshal]::Copy',
  '[ScriptBlock]::Create',
  '[Security.Authentication.SslProtocols]::Tls12',
  '[Security.Cryptography.X509Certificates.X509ChainStatusFlags]::PartialChain',
  '[Security.Principal.WindowsBuiltInRole]::Administrator',
  '[Security.Principal.WindowsIdentity]::GetCurrent',
  '[StringComparison]::OrdinalIgnoreCase',
  '[Text.Encoding]::ASCII',
  '[Text.Encoding]::UTF8',
  '[Threading.Tasks.Task]::WaitAny',
  '[guid]::NewGuid',
  '[hashtable]::Synchronized',
];

/** Cmdlets whose first argument is a path that is a pattern unless it is named -LiteralPath. */
const takesPattern =
  /^(Get-(Content|Item|ChildItem)|Test-Path|Remove-Item|Copy-Item|Move-Item|Set-Content|Out-File|Start-Transcript|Resolve-Path|Split-Path)$/i;

/** Programs, with what they may be given beside constants: nothing that holds a quote, which 5.1 would not escape. */
const programs: Readonly<Record<string, readonly string[]>> = {
  'icacls.exe': ['$work'],
  'taskkill.exe': ['$agent.Id', '$PID'],
};

/** What PowerShell itself sets. */
const automatic = [
  '_',
  'true',
  'false',
  'null',
  'matches',
  'lastexitcode',
  'host',
  'pid',
  'psscriptroot',
  'input',
  'args',
];

interface Judged {
  readonly name: string;
  readonly tree: PowershellTree;
}

const calledBy = ({ words: [first] }: Command): string => first?.value ?? first?.text ?? '';

describe('PowerShell that the product writes', skipUnless(powershell, withoutPowershell), () => {
  let judged: readonly Judged[];
  const each = <T>(found: (judged: Judged) => readonly T[]): readonly { name: string; found: readonly T[] }[] =>
    judged.map((one) => ({ name: one.name, found: found(one) })).filter((one) => one.found.length > 0);

  beforeAll(async () => {
    const texts = windowsTexts();
    const trees = await readTrees(texts.map(({ text }) => text));
    judged = texts.flatMap(({ name }, index) => {
      const tree = trees[index];
      return tree ? [{ name, tree }] : [];
    });
    expect(judged.length).toBeGreaterThan(80);
  }, 120_000);

  it('has no syntax error, and nothing that Windows PowerShell 5.1 does not read', () => {
    expect(each(({ tree }) => [...tree.errors, ...tree.newer])).toEqual([]);
  });

  it('calls functions of its own, programs that are known here, and cmdlets with parameters that 5.1 has', () => {
    const unknown = each(({ tree }) => {
      const own = tree.nodes.flatMap(({ kind, text }) => (kind === 'FunctionDefinition' ? [text.split(' ')[1]] : []));
      return tree.commands.flatMap((command) => {
        const name = calledBy(command);
        if (own.includes(name) || name in programs || command.call === '&') return [];
        const known = cmdlets[name];
        if (!known) return [name];
        const parameters = command.words.flatMap(({ kind, value }) =>
          kind === 'CommandParameter' ? [value?.slice(1) ?? ''] : [],
        );
        return parameters.filter((parameter) => !known.includes(parameter)).map((parameter) => `${name} -${parameter}`);
      });
    });
    expect(unknown).toEqual([]);
  });

  it('hands to programs only words that 5.1 hands on as they are', () => {
    const odd = each(({ tree }) =>
      tree.commands.flatMap((command) => {
        const name = calledBy(command);
        const allowed = programs[name];
        const isProgram = allowed !== undefined || /\.exe$/i.test(name);
        const isOwn = ['$arc', '"$work\\install.ps1"'].includes(name);
        if (!isProgram) return command.call === '' || isOwn ? [] : [`& ${name}`];
        const rest = command.words
          .slice(1)
          .filter(
            ({ value, text }) => !allowed?.includes(text) && !/^[^\s"]+$/.test(value ?? ' ') && !/^\d+$/.test(text),
          );
        return rest.map(({ text }) => `${name} ${text}`);
      }),
    );
    expect(odd).toEqual([]);
  });

  it('takes no path for a pattern', () => {
    const patterns = each(({ tree }) =>
      tree.commands
        .filter((command) => takesPattern.test(calledBy(command)))
        .filter(({ words }) => !words.some(({ value }) => value === '-LiteralPath'))
        .map(({ words }) => words.map(({ text }) => text).join(' ')),
    );
    expect(patterns).toEqual([]);
  });

  it('reads no variable that nothing sets, and sets none in a scope by name', () => {
    const unset = each(({ tree }) => {
      const set = new Set(tree.variables.filter(({ isSet }) => isSet).map(({ name }) => name.toLowerCase()));
      const isKnown = (name: string): boolean => set.has(name) || automatic.includes(name) || name.startsWith('env:');
      return [...new Set(tree.variables.map(({ name }) => name.toLowerCase()))].filter((name) => !isKnown(name));
    });
    expect(unset).toEqual([]);
    const scoped = each(({ tree }) =>
      tree.variables.filter(
        ({ name }) => /^(script|global|local|private):/i.test(name) && !/^global:LASTEXITCODE$/i.test(name),
      ),
    );
    expect(scoped).toEqual([]);
  });

  it('knows of no static member that .NET Framework 4.7.2 lacks', () => {
    const found = [...new Set(judged.flatMap(({ tree }) => tree.members))];
    expect(found.filter((member) => !members.includes(member))).toEqual([]);
  });

  it('says how it reads and writes a file that may hold more than ASCII', () => {
    const silent = each(({ tree }) =>
      tree.commands
        .filter((command) =>
          /^(Get-Content|Set-Content|Add-Content|Out-File|Export-\w+|Import-\w+)$/i.test(calledBy(command)),
        )
        .map(({ words }) => words.map(({ text }) => text).join(' '))
        .filter((text) => !text.includes(' -Encoding ') && !text.endsWith('$file -Raw')),
    );
    expect(silent).toEqual([]);
  });
});
