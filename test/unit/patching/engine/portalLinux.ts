import { proxyUsed } from './portal2020';
import { isAtLeast, laidOut, type PortalOptions } from './portalScripts';

/** Portal scripts for Linux: no shebang, a leading empty line, exports with semicolons. */
export function linuxPortalScript(options: PortalOptions): string {
  const { era, hasPrincipal } = options;
  const proxyUrl = proxyUsed(options, '$proxy');
  const [idName, secretName] = isAtLeast(era, '2023')
    ? ['ServicePrincipalId', 'ServicePrincipalClientSecret']
    : ['servicePrincipalClientId', 'servicePrincipalSecret'];
  const source = isAtLeast(era, '2024-10')
    ? 'https://gbl.his.arc.azure.com/azcmagent-linux'
    : 'https://aka.ms/azcmagent';
  const folder = isAtLeast(era, '2024-05') ? '/tmp' : '~';
  const hasVariable = isAtLeast(era, '2025');
  const path = hasVariable ? '"$LINUX_INSTALL_SCRIPT"' : `${folder}/install_linux_azcmagent.sh`;
  const through = proxyUrl === undefined ? '' : ` -e use_proxy=yes -e https_proxy="${proxyUrl}"`;
  const lines = [
    '',
    ...(hasPrincipal
      ? [`${idName}="22222222-bbbb-cccc-dddd-eeeeeeeeeeee";`, `${secretName}="<ENTER SECRET HERE>";`, '']
      : []),
    ...values(options),
    ...(hasVariable
      ? [
          'LINUX_INSTALL_SCRIPT="/tmp/install_linux_azcmagent.sh"',
          'if [ -f "$LINUX_INSTALL_SCRIPT" ]; then rm -f "$LINUX_INSTALL_SCRIPT"; fi;',
        ]
      : []),
    '',
    '# Fetch the installer',
    `output=$(wget${through} ${source} -O ${path} 2>&1);`,
    `if [ $? != 0 ]; then wget -qO-${through} --method=PUT --body-data="${body(options)}" "https://gbl.his.arc.azure.com/log" &> /dev/null || true; fi;`,
    'echo "$output";',
    '',
    '# Put the agent on this machine',
    `bash ${path}${proxyUrl === undefined ? '' : ` --proxy "${proxyUrl}"`};`,
    ...(hasVariable ? ['sleep 5;'] : []),
    '',
    '# Connect it',
    `sudo azcmagent connect ${flags(options, idName ?? '', secretName ?? '').join(options.isFolded ? ' \\\n  ' : ' ')};`,
  ];
  return laidOut(lines, options);
}

function values({ hasPrincipal, gatewayId, proxyUrl, hasProxyVariable }: PortalOptions): readonly string[] {
  const pairs = {
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    resourceGroup: 'rg-servers',
    tenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    location: 'westeurope',
    authType: hasPrincipal ? 'principal' : 'token',
    correlationId: '33333333-4444-5555-6666-777777777777',
    cloud: 'AzureCloud',
    ...(gatewayId === undefined ? {} : { gatewayId }),
    ...(proxyUrl !== undefined && hasProxyVariable ? { proxy: proxyUrl } : {}),
  };
  return Object.entries(pairs).map(([name, value]) => `export ${name}="${value}";`);
}

function body({ era }: PortalOptions): string {
  const keys = ['subscriptionId', 'resourceGroup', 'tenantId', 'location', 'correlationId', 'authType'];
  const pairs = keys.map((key) => `\\"${key}\\":\\"$${key}\\"`);
  const operation = isAtLeast(era, '2023') ? ['\\"operation\\":\\"onboarding\\"'] : [];
  return `{${[...pairs, ...operation, '\\"messageType\\":\\"DownloadScriptFailed\\"', '\\"message\\":\\"$output\\"'].join(',')}}`;
}

const flags = (options: PortalOptions, idName: string, secretName: string): readonly string[] => [
  ...(options.hasPrincipal
    ? [`--service-principal-id "$${idName}"`, `--service-principal-secret "$${secretName}"`]
    : []),
  '--resource-group "$resourceGroup"',
  '--tenant-id "$tenantId"',
  '--location "$location"',
  '--subscription-id "$subscriptionId"',
  '--cloud "$cloud"',
  ...(options.gatewayId === undefined ? [] : ['--gateway-id "$gatewayId"']),
  ...(options.privateLinkScopeId === undefined ? [] : [`--private-link-scope "${options.privateLinkScopeId}"`]),
  ...(options.hasTags ? ["--tags 'Datacenter=Zürich,City=東京'"] : []),
  ...(options.era === '2026' ? ['--enable-automatic-upgrade'] : []),
  '--correlation-id "$correlationId"',
];
