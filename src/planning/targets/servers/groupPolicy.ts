import { proxyBypass } from '../../network';
import type { MarkKind, Script } from '../script';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, nothing, shellTag } from './fragment';
import { comment, onboardingCodes } from './header';
import { cloud, onboardingOf, routeOf, secretOf, signInOf } from './onboarding';
import { protectSecret } from './protectSecret';
import { jsonLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { type Delivery, runValues, windowsScriptFor } from './windows';
import { certificateValue } from './windowsConnect';

const ps = shellTag(powershellLiteral);
const json = shellTag(jsonLiteral);

/**
 * What a Group Policy start-up script needs, to lie in one share: the script, `ArcInfo.json` with the values (under the
 * names of Microsoft's own package), and, where a secret is needed, the script that closes it with DPAPI-NG.
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
        'Lies in a share that the computers can read, beside ArcInfo.json. Log: %SystemRoot%\\Temp\\arc-onboarding.log',
        'Safe to run again: a server that is connected already is left as it is.',
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
    if ($info.$name -isnot [string] -or -not $info.$name) { throw "ArcInfo.json has no text for $name." }
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

/** A value that the start-up script takes from `ArcInfo.json`. */
interface ReadValue {
  readonly variable: string;
  /** Its name in the file. */
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

/** The name of a variable or of a property: a shell's own word and no value. */
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
        if ($status -ne 0) { throw ('this computer may not open it (0x{0:X8})' -f $status) }
        $bytes = New-Object byte[] $size
        [Runtime.InteropServices.Marshal]::Copy($data, $bytes, 0, $size)
        [ArcOnboarding.Protection]::LocalFree($data) | Out-Null
        $run.secret = [Text.Encoding]::UTF8.GetString($bytes)
    }
    catch { Stop-Onboarding ${exitCodes.noSecret.code} "The secret could not be read from $($file): $($_.Exception.Message)" }
}
`;

/**
 * The values under the names that Microsoft's Group Policy package gives them, and some of ours. The tags are one text, as
 * the agent takes them: of an object, PowerShell 7 would change what looks like a date.
 */
function arcInfo(site: ServerSite): Script {
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
  const { text, marks } = join([json`{`, join(lines, ',\n'), json`}`], '\n');
  return { kind: 'groupPolicy', os: 'any', language: 'json', fileName: 'ArcInfo.json', text: `${text}\n`, marks };
}

/** Whether servers can be brought in at start-up: nobody is there to sign in, and a token would have expired. */
export const suitsStartUp = ({ identity }: ServerSite): boolean =>
  ['secret', 'certificate'].includes(signInOf(identity));
