import { laidOut, type PortalOptions } from './portalScripts';

/** The first portal scripts: no variables, one connect command over several lines, the package itself on Windows. */
export function firstLinuxScript(options: PortalOptions): string {
  const { proxyUrl } = options;
  const proxy = proxyUsed(options, '$proxy');
  const lines = [
    ...(proxyUrl !== undefined && options.hasProxyVariable ? [`proxy="${proxyUrl}"`, ''] : []),
    '# Fetch the package',
    `wget${proxy === undefined ? '' : ` -e use_proxy=yes -e https_proxy="${proxy}"`} https://aka.ms/azcmagent -O ~/install_linux_azcmagent.sh`,
    '',
    '# Put the agent on this machine',
    `bash ~/install_linux_azcmagent.sh${proxy === undefined ? '' : ` --proxy "${proxy}"`}`,
    '',
    '# Connect it',
    `azcmagent connect ${flags(options).join(options.isFolded ? ' \\\n  ' : ' ')}`,
    '',
    'if [ $? = 0 ]; then echo "Done: https://portal.azure.com"; fi',
  ];
  return laidOut(lines, options);
}

export function firstWindowsScript(options: PortalOptions): string {
  const { proxyUrl } = options;
  const proxy = proxyUsed(options, '$proxy');
  const through = proxy === undefined ? '' : ` -proxy "${proxy}"`;
  const lines = [
    ...(proxyUrl !== undefined && options.hasProxyVariable ? [`$proxy = "${proxyUrl}"`, ''] : []),
    '# Fetch the package',
    `function download() {$ProgressPreference="SilentlyContinue"; Invoke-WebRequest -Uri https://aka.ms/AzureConnectedMachineAgent -OutFile AzureConnectedMachineAgent.msi${through}}`,
    'download',
    '',
    '# Put the agent on this machine',
    'msiexec /i AzureConnectedMachineAgent.msi /l*v installationlog.txt /qn | Out-String',
    '',
    '# Connect it',
    `& "$env:ProgramFiles\\AzureConnectedMachineAgent\\azcmagent.exe" connect ${flags(options).join(options.isFolded ? ' `\n  ' : ' ')}`,
    '',
    'if($LastExitCode -eq 0){Write-Host -ForegroundColor yellow "Done"}',
  ];
  return laidOut(lines, options);
}

/** The proxy as commands name it: on the spot, or by a variable. */
export const proxyUsed = ({ proxyUrl, hasProxyVariable }: PortalOptions, variable: string): string | undefined =>
  proxyUrl !== undefined && hasProxyVariable ? variable : proxyUrl;

const flags = (options: PortalOptions): readonly string[] => [
  ...(options.hasPrincipal
    ? [
        '--service-principal-id "22222222-bbbb-cccc-dddd-eeeeeeeeeeee"',
        '--service-principal-secret "{ENTER SECRET HERE}"',
      ]
    : []),
  '--resource-group "rg-servers"',
  '--tenant-id "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"',
  '--location "westeurope"',
  '--subscription-id "11111111-2222-3333-4444-555555555555"',
  ...(options.gatewayId === undefined ? [] : [`--gateway-id "${options.gatewayId}"`]),
  ...(options.privateLinkScopeId === undefined ? [] : [`--private-link-scope "${options.privateLinkScopeId}"`]),
  ...(options.hasTags ? [`--tags "Datacenter='HQ 1',City=東京"`] : []),
];
