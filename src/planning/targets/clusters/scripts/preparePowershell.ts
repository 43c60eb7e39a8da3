import { powershellLiteral } from '../../../../kernel/text/quote';
import { comment, type ExitCode } from '../../writing/comment';
import { type Fragment, join } from '../../writing/fragment';
import { powershellFile } from '../../writing/powershellFile';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts } from './facts';
import { proxyValues, ps } from './powershell';
import { type UpgradeChecks, upgradeChecksOf } from './upgrades';
import { upgradesInPowershell } from './upgradesPowershell';

/** For the person’s own session: sets its proxy, and looks for the tools. Neither stops nor changes that session otherwise. */
export function prepareWithPowershell(facts: ClusterFacts, fileName: string): Fragment {
  const upgrades = upgradeChecksOf(facts);
  const header = comment(
    [
      `Prepare a PowerShell session of the deployment machine for the cluster ${facts.name}: proxy and tools`,
      `Run it in the session itself: . ${powershellLiteral(`.\\${fileName}`)}`,
      'The other scripts set the proxy for themselves. Safe to run more than once.',
    ],
    exitsOf(upgrades),
    ', ',
  );
  return powershellFile(join([header, proxyValues(facts), checks(facts, upgrades), ending], '\n\n'));
}

const exitsOf = (upgrades: UpgradeChecks | undefined): readonly ExitCode[] => [
  codes.done,
  codes.notSignedIn,
  ...(upgrades ? [codes.noWebSockets, codes.webSocketsUnproven] : []),
];

/** What is taken into a session leaves only a result. */
const ending = ps`
if ($MyInvocation.InvocationName -ne '.') { exit $LASTEXITCODE }
`;

// In a block of its own, so that nothing of it stays in the session.
const checks = ({ site, target: { place } }: ClusterFacts, upgrades: UpgradeChecks | undefined): Fragment => ps`
& {
    $global:LASTEXITCODE = ${codes.notSignedIn.code}
    $isMissing = $false
    foreach ($name in 'kubectl', 'helm') {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) { $isMissing = $true; Write-Host -ForegroundColor Red "$name is not installed here." }
    }
    foreach ($name in 'Invoke-AzRestMethod', 'New-AzConnectedKubernetes') {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) {
            Write-Host -ForegroundColor Red "$name is missing. Run: Install-Module Az.Accounts, Az.ConnectedKubernetes -Scope CurrentUser"
            return
        }
    }
    $account = Get-AzContext
    if ($account -and $account.Tenant.Id -eq ${site.azure.tenantId}) { Write-Host 'Signed in.' }
    else {
        Write-Host -ForegroundColor Red ${`Not signed in. Run: Connect-AzAccount -Tenant ${site.azure.tenantId} -Subscription ${place.subscriptionId}`}
        return
    }
    if ($isMissing) { return }
${upgrades ? upgradesInPowershell(upgrades) : ps`    $code = ${codes.done.code}`}
    $global:LASTEXITCODE = $code
    if ($code -eq ${codes.done.code}) { Write-Host 'This session is prepared.' }
}
`;
