import { proxyUsed } from './portal2020';
import { isAtLeast, laidOut, type PortalOptions } from './portalScripts';

/** Portal scripts for Windows: variables of the environment, one try block, a report in its catch block. */
export function windowsPortalScript(options: PortalOptions): string {
  const { era, hasPrincipal } = options;
  const proxyUrl = proxyUsed(options, '$env:PROXY');
  const hasFolder = isAtLeast(era, '2025');
  const source = isAtLeast(era, '2024-10')
    ? 'https://gbl.his.arc.azure.com/azcmagent-windows'
    : 'https://aka.ms/azcmagent-windows';
  const path = hasFolder ? '$installScriptPath' : '$env:TEMP\\install_windows_azcmagent.ps1';
  const through = proxyUrl === undefined ? '' : ` -proxy "${proxyUrl}"`;
  const lines = [
    ...(isAtLeast(era, '2024-05') ? elevation : []),
    'try {',
    ...(hasPrincipal
      ? [
          '    # The service principal',
          '    $ServicePrincipalId="22222222-bbbb-cccc-dddd-eeeeeeeeeeee";',
          '    $ServicePrincipalClientSecret="<ENTER SECRET HERE>";',
          '',
        ]
      : []),
    ...values(options),
    '',
    '    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072;',
    '',
    ...(hasFolder ? temporaryFolder : []),
    '    # Fetch the installer',
    `    Invoke-WebRequest -UseBasicParsing -Uri "${source}" -TimeoutSec 30 -OutFile "${path}"${through};`,
    '',
    '    # Put the agent on this machine',
    `    & "${path}"${through};`,
    '    if ($LASTEXITCODE -ne 0) { exit 1; }',
    ...(hasFolder ? ['    Start-Sleep -Seconds 5;'] : []),
    '',
    '    # Connect it',
    `    & "$env:ProgramW6432\\AzureConnectedMachineAgent\\azcmagent.exe" connect ${flags(options).join(options.isFolded ? ' `\n        ' : ' ')};`,
    '}',
    'catch {',
    `    $logBody = @{${body(options)}};`,
    `    Invoke-WebRequest -UseBasicParsing -Uri "https://gbl.his.arc.azure.com/log" -Method "PUT" -Body ($logBody | ConvertTo-Json)${through} | out-null;`,
    '    Write-Host  -ForegroundColor red $_.Exception;',
    '}',
  ];
  return laidOut(lines, options);
}

const elevation = [
  '$global:scriptPath = $myinvocation.mycommand.definition',
  '',
  'function Restart-AsAdmin {',
  '    $pwshCommand = "powershell"',
  '    if ($PSVersionTable.PSVersion.Major -ge 6) {',
  '        $pwshCommand = "pwsh"',
  '    }',
  '',
  '    try {',
  '        Write-Host "Administrator permissions are needed to install the agent."',
  '        $arguments = "-NoExit -Command `"& \'$scriptPath\'`""',
  '        Start-Process $pwshCommand -Verb runAs -ArgumentList $arguments',
  '        exit 0',
  '    } catch {',
  '        throw "The script could not be started as administrator."',
  '    }',
  '}',
  '',
  'if (-not ([Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {',
  '    if ([System.Environment]::UserInteractive) {',
  '        Restart-AsAdmin',
  '    } else {',
  '        throw "Run this script as administrator."',
  '    }',
  '            }',
  '',
];

const temporaryFolder = [
  '    $azcmagentPath = Join-Path $env:SystemRoot "AzureConnectedMachineAgent"',
  '    $tempPath = Join-Path $azcmagentPath "temp"',
  '    if (-Not (Test-Path -Path $tempPath)) { New-Item -Path $tempPath -ItemType Directory | Out-Null }',
  '    $installScriptPath = Join-Path $tempPath "install_windows_azcmagent.ps1"',
  '',
];

function values({ hasPrincipal, gatewayId, proxyUrl, hasProxyVariable }: PortalOptions): readonly string[] {
  const pairs = {
    SUBSCRIPTION_ID: '11111111-2222-3333-4444-555555555555',
    RESOURCE_GROUP: 'rg-servers',
    TENANT_ID: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    LOCATION: 'westeurope',
    AUTH_TYPE: hasPrincipal ? 'principal' : 'token',
    CORRELATION_ID: '33333333-4444-5555-6666-777777777777',
    CLOUD: 'AzureCloud',
    ...(gatewayId === undefined ? {} : { GATEWAY_ID: gatewayId }),
    ...(proxyUrl !== undefined && hasProxyVariable ? { PROXY: proxyUrl } : {}),
  };
  return Object.entries(pairs).map(([name, value]) => `    $env:${name} = "${value}";`);
}

function body({ era }: PortalOptions): string {
  const pairs = {
    subscriptionId: '"$env:SUBSCRIPTION_ID"',
    resourceGroup: '"$env:RESOURCE_GROUP"',
    tenantId: '"$env:TENANT_ID"',
    location: '"$env:LOCATION"',
    correlationId: '"$env:CORRELATION_ID"',
    authType: '"$env:AUTH_TYPE"',
    ...(isAtLeast(era, '2023') ? { operation: '"onboarding"' } : {}),
    messageType: '$_.FullyQualifiedErrorId',
    message: '"$_"',
  };
  return Object.entries(pairs)
    .map(([key, value]) => `${key}=${value};`)
    .join('');
}

const flags = (options: PortalOptions): readonly string[] => [
  ...(options.hasPrincipal
    ? ['--service-principal-id "$ServicePrincipalId"', '--service-principal-secret "$ServicePrincipalClientSecret"']
    : []),
  '--resource-group "$env:RESOURCE_GROUP"',
  '--tenant-id "$env:TENANT_ID"',
  '--location "$env:LOCATION"',
  '--subscription-id "$env:SUBSCRIPTION_ID"',
  '--cloud "$env:CLOUD"',
  ...(options.gatewayId === undefined ? [] : ['--gateway-id "$env:GATEWAY_ID"']),
  ...(options.privateLinkScopeId === undefined ? [] : [`--private-link-scope "${options.privateLinkScopeId}"`]),
  ...(options.hasTags ? ["--tags 'Datacenter=Zürich,City=東京'"] : []),
  ...(options.era === '2026' ? ['--enable-automatic-upgrade'] : []),
  '--correlation-id "$env:CORRELATION_ID"',
];
