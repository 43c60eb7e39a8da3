import { proxyBypass } from '../../network/bypass';
import { lazyScript, type MarkKind, type Script } from '../script';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { exitCodes } from './exitCodes';
import { endLine, type Fragment, join, mark, nothing, shellTag } from '../writing/fragment';
import { onboardingCodes } from './header';
import { comment } from '../writing/comment';
import { onboardingOf, routeOf, secretOf, signInOf } from './onboarding';
import { cloud } from './portal';
import { protectSecret } from './protectSecret';
import { jsonLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { type Delivery, runValues, windowsScriptFor } from './windows';
import { certificateValue } from './windowsConnect';

const ps = shellTag(powershellLiteral);
const json = shellTag(jsonLiteral);

/**
 * Files for one share: the start-up script, `ArcInfo.json` with the values under the names of Microsoft’s own package, and,
 * if needed, the script that encrypts the secret with DPAPI-NG.
 */
export const groupPolicyPackage = (site: ServerSite): Script[] => [
  windowsScriptFor(site, startUp),
  arcInfo(site),
  ...(secretOf(site.identity) ? [protectSecret()] : []),
];

const startUp: Delivery = {
  kind: 'groupPolicy',
  fileName: 'group-policy-onboard.ps1',
  header: (site) =>
    comment(
      [
        `Group Policy start-up script: onboard to Azure Arc ${routeOf(site)} (${site.azure.region})`,
        'Put it in a share that the computers can read, next to ArcInfo.json. Log: %SystemRoot%\\Temp\\arc-onboarding.log',
        'Safe to run more than once: servers that are already connected are not changed.',
      ],
      onboardingCodes(site),
      ', ',
    ),
  values,
  findSecret: () => nothing,
  readSecret: () => secretReading,
};

function values(site: ServerSite): Fragment {
  const read = valuesRead(site);
  const names = join(
    read.map(({ name }) => ps`${name}`),
    ', ',
  );
  return join(
    [
      ps`
Start-Transcript -LiteralPath "$env:SystemRoot\Temp\arc-onboarding.log" -Append | Out-Null
$info = Get-Content -LiteralPath "$PSScriptRoot\ArcInfo.json" -Raw -Encoding UTF8 -ErrorAction Stop | ConvertFrom-Json
foreach ($name in ${names}) {
    if ($info.$name -isnot [string] -or -not $info.$name) { throw "ArcInfo.json has no value for $name." }
}
`,
      ...read.map(({ variable, name, mark: kind }) => {
        const assigned = ps`$${word(variable)} = $info.${word(name)}`;
        return kind ? mark(kind, assigned) : assigned;
      }),
      ps`$cloud = ${cloud}`,
      ps`$authType = ${onboardingOf(site).authType}`,
      certificateValue(site),
      runValues,
    ],
    '\n',
  );
}

interface ReadValue {
  readonly variable: string;
  /** In `ArcInfo.json`. */
  readonly name: string;
  readonly mark?: MarkKind;
}

function valuesRead(site: ServerSite): readonly ReadValue[] {
  const { network, identity } = site;
  const when = (holds: boolean, value: ReadValue): readonly ReadValue[] => (holds ? [value] : []);
  return [
    { variable: 'subscriptionId', name: 'SubscriptionId' },
    { variable: 'resourceGroup', name: 'ResourceGroup' },
    { variable: 'tenantId', name: 'TenantId' },
    { variable: 'location', name: 'Location' },
    ...when(connectionOf(site) === 'privateLink', { variable: 'privateLinkScopeId', name: 'PrivateLinkScopeId' }),
    ...when(usesGateway(site), { variable: 'gatewayId', name: 'GatewayId', mark: 'gateway' }),
    ...when(usesGateway(site) && site.gateway.endpoint !== undefined, {
      variable: 'gatewayHost',
      name: 'GatewayEndpoint',
    }),
    ...when(network.proxyUrl !== undefined, { variable: 'proxy', name: 'AgentProxy', mark: 'proxy' }),
    ...when(proxyBypass(site).text !== '', { variable: 'bypass', name: 'AgentProxyBypass', mark: 'proxy' }),
    ...when(onboardingOf(site).tags !== '', { variable: 'tags', name: 'AgentTags' }),
    ...when(identity.method === 'servicePrincipal', {
      variable: 'servicePrincipalId',
      name: 'ServicePrincipalClientId',
    }),
  ];
}

/** Code, not a value. */
const word = (text: string): Fragment => ({ text, marks: [] });

const secretReading = ps`
function Read-Secret {
    $file = "$PSScriptRoot\encryptedServicePrincipalSecret"
    try {
        Add-Type -Namespace ArcOnboarding -Name Protection -MemberDefinition @'
[DllImport("ncrypt.dll")]
public static extern int NCryptUnprotectSecret(IntPtr descriptor, uint flags, byte[] blob, uint blobSize,
    IntPtr allocator, IntPtr window, out IntPtr data, out uint dataSize);
[DllImport("kernel32.dll")]
public static extern IntPtr LocalFree(IntPtr memory);
'@
        $blob = [Convert]::FromBase64String((Get-Content -LiteralPath $file -Raw).Trim())
        $data = [IntPtr]::Zero
        $size = [uint32]0
        $status = [ArcOnboarding.Protection]::NCryptUnprotectSecret(
            [IntPtr]::Zero, 0x40, $blob, $blob.Length, [IntPtr]::Zero, [IntPtr]::Zero, [ref]$data, [ref]$size)
        if ($status -ne 0) { throw ('this computer is not allowed to open it (0x{0:X8})' -f $status) }
        $bytes = New-Object byte[] $size
        [Runtime.InteropServices.Marshal]::Copy($data, $bytes, 0, $size)
        [ArcOnboarding.Protection]::LocalFree($data) | Out-Null
        $run.secret = [Text.Encoding]::UTF8.GetString($bytes)
    }
    catch { Stop-Onboarding ${exitCodes.noSecret.code} "The secret could not be read from $($file): $($_.Exception.Message)" }
}
`;

/**
 * The names are those of Microsoft’s Group Policy package, with some additions. Tags are one text, because PowerShell 7
 * converts dates in objects.
 */
const arcInfo = (site: ServerSite): Script =>
  lazyScript({ kind: 'groupPolicy', os: 'any', language: 'json', fileName: 'ArcInfo.json' }, () => arcInfoText(site));

function arcInfoText(site: ServerSite): Fragment {
  const { azure, gateway, privateLink, network, identity } = site;
  const hasGateway = usesGateway(site);
  const members: readonly (readonly [string, Fragment])[] = [
    ['ServicePrincipalClientId', json`${identity.method === 'servicePrincipal' ? identity.clientId : ''}`],
    ['TenantId', json`${azure.tenantId}`],
    ['SubscriptionId', json`${azure.subscriptionId}`],
    ['ResourceGroup', json`${azure.resourceGroup}`],
    ['Location', json`${azure.region}`],
    ['PrivateLinkScopeId', json`${connectionOf(site) === 'privateLink' ? (privateLink?.scopeId ?? '') : ''}`],
    ['AgentProxy', json`${network.proxyUrl ?? ''}`],
    ['AgentProxyBypass', json`${proxyBypass(site).text}`],
    ['GatewayId', hasGateway ? mark('gateway', json`${site.gateway.id}`) : json`${''}`],
    ['GatewayEndpoint', json`${hasGateway ? (gateway?.endpoint ?? '') : ''}`],
    ['AgentTags', json`${onboardingOf(site).tags}`],
  ];
  const lines = members.map(([name, value]) => json`  ${name}: ${value}`);
  return endLine(join([json`{`, join(lines, ',\n'), json`}`], '\n'));
}

/** At start-up nobody can sign in, and a token would have expired. */
export const suitsStartUp = ({ identity }: ServerSite): boolean =>
  ['secret', 'certificate'].includes(signInOf(identity));
