import { powershellLiteral } from '../../../../kernel/text/quote';
import { comment } from '../../writing/comment';
import { type Fragment, join } from '../../writing/fragment';
import { powershellFile } from '../../writing/powershellFile';
import { type ClusterFacts } from './facts';
import { proxyValues, ps } from './powershell';

/** For the person’s own session: sets its proxy, and looks for the tools. Neither stops nor changes that session otherwise. */
export function prepareWithPowershell(facts: ClusterFacts, fileName: string): Fragment {
  const header = comment(
    [
      `Prepare a PowerShell session of the deployment machine for the cluster ${facts.name}: proxy and tools`,
      `Run it in the session itself: . ${powershellLiteral(`.\\${fileName}`)}`,
      'The other scripts set the proxy for themselves. Safe to run more than once.',
    ],
    [],
    ', ',
  );
  return powershellFile(join([header, proxyValues(facts), checks(facts)], '\n\n'));
}

// In a block of its own, so that nothing of it stays in the session.
const checks = ({ site, target: { place } }: ClusterFacts): Fragment => ps`
& {
    foreach ($name in 'kubectl', 'helm') {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) { Write-Host -ForegroundColor Red "$name is not installed here." }
    }
    foreach ($name in 'Invoke-AzRestMethod', 'New-AzConnectedKubernetes') {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) {
            Write-Host -ForegroundColor Red "$name is missing. Run: Install-Module Az.Accounts, Az.ConnectedKubernetes -Scope CurrentUser"
            return
        }
    }
    $account = Get-AzContext
    if ($account -and $account.Tenant.Id -eq ${site.azure.tenantId}) { Write-Host 'Signed in.' }
    else { Write-Host -ForegroundColor Red ${`Not signed in. Run: Connect-AzAccount -Tenant ${site.azure.tenantId} -Subscription ${place.subscriptionId}`} }
}
`;
