import { type Fragment, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { type ClusterFacts, clusterTemplate } from './facts';
import { ps } from './powershell';

/** The current one is named too, so that nobody switches it meanwhile. */
const contextRead = ({ context }: ClusterFacts): Fragment =>
  context === undefined
    ? ps`
if (-not (Get-Command kubectl -ErrorAction SilentlyContinue)) { Stop-Script ${codes.notSignedIn.code} 'kubectl is not installed here.' }
$context = & kubectl config current-context
if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} 'kubectl has no current context.' }
Write-Host "kubectl context: $context"

`
    : ps`
if (-not (Get-Command kubectl -ErrorAction SilentlyContinue)) { Stop-Script ${codes.notSignedIn.code} 'kubectl is not installed here.' }

`;

const serverTest = ({ apiServer }: ClusterFacts): Fragment =>
  apiServer === undefined
    ? nothing
    : ps`
    $server = (Invoke-Kubectl 'config', 'view', '--minify', '--output', 'jsonpath={.clusters[0].cluster.server}') -join ''
    if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} 'kubectl does not know this context. To see all: kubectl config get-contexts' }
    $server = $server -replace '^[a-z]+://' -replace '/.*$' -replace '^\[([^\]]*)\].*$', '$1' -replace '^([^:]*):[0-9]+$', '$1'
    if ($server -ne $apiServer) {
        Stop-Script ${codes.otherServer.code} "The kubectl context has the API server $server, not $apiServer. Nothing was changed."
    }

`;

/** Which cluster in Azure the kubectl context is. */
export const readCluster = (facts: ClusterFacts): Fragment => ps`
${contextRead(facts)}
# Its exit code is in $LASTEXITCODE.
function Invoke-Kubectl([string[]]$Arguments) {
    $ErrorActionPreference = 'Continue' # the exit code decides, not what it writes to stderr
    & kubectl "--context=$context" '--request-timeout=30s' $Arguments
}

# Returns SUBSCRIPTION/GROUP/NAME as the cluster's agents have it; nothing without agents.
function Get-ClusterNow {
${serverTest(facts)}    $found = (Invoke-Kubectl 'get', 'configmap', 'azure-clusterconfig', '--namespace', 'azure-arc', '--ignore-not-found', '--output', '${clusterTemplate}') -join ''
    if ($LASTEXITCODE -ne 0) { Stop-Script ${codes.stateUnknown.code} 'kubectl cannot read the cluster. See the error above.' }
    $found
}
`;

/** Proves that the context is this cluster, before anything is changed or compared. */
export const requireCluster = ps`
function Assert-Cluster {
    $now = Get-ClusterNow
    if (-not $now) { Stop-Script ${codes.noAgent.code} 'This cluster has no Azure Arc agents. Connect it first.' }
    if ($now -ne "$subscriptionId/$resourceGroup/$clusterName") {
        Stop-Script ${codes.connectedElsewhere.code} "The kubectl context is the cluster $now in Azure. Nothing was changed."
    }
}
`;
