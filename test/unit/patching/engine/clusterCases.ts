import type { Site } from '../../../../src/planning/site';
import { clustersWithoutProxy, oneCluster, severalClusters } from './clusterSites';

const site = { oneCluster, severalClusters, clustersWithoutProxy };

interface ClusterCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly site: Site;
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const made = (name: string, file: string, text: string, of: keyof typeof site = 'oneCluster'): ClusterCase => ({
  name,
  file,
  text,
  site: site[of],
});

const where = '--name aks-ham-01 --resource-group rg-servers';

/** Scripts with commands for clusters, as people have them. */
export const clusterCases: readonly ClusterCase[] = [
  made('plain', 'x.sh', lines(`az connectedk8s connect ${where}`)),
  made(
    'variables',
    'x.sh',
    lines(
      'NAME="aks-ham-01"',
      'RG=rg-servers',
      'az connectedk8s connect \\',
      '  --name "$NAME" \\',
      '  --resource-group $RG \\',
      '  --location westeurope',
      'az connectedk8s show -n $NAME -g $RG',
    ),
  ),
  made(
    'another-proxy',
    'x.sh',
    lines(
      'PROXY=http://old.contoso.com:3128',
      'export NO_PROXY=localhost,127.0.0.1,.svc,10.0.0.10',
      `az connectedk8s connect ${where} --proxy-https $PROXY --proxy-http $PROXY --proxy-skip-range 10.0.0.0/16,.corp.example --custom-ca-cert=/old.pem --tags a=b c=d`,
    ),
  ),
  made('another-gateway', 'x.sh', lines(`az connectedk8s update ${where} --gateway-resource-id="/old" --tags a=b c=d`)),
  made('proxy-of-the-environment', 'x.sh', lines(`az connectedk8s update ${where} --proxy-https "$HTTPS_PROXY"`)),
  made('array', 'x.sh', lines(`args=(connectedk8s connect -n aks-ham-01)`, 'args+=(-g rg-servers)', 'az "${args[@]}"')),
  made(
    'sudo-and-function',
    'x.sh',
    lines('run() { "$@"; }', `run sudo az connectedk8s connect ${where} --yes || exit 1`),
  ),
  made('placeholders', 'x.sh', lines('az connectedk8s connect -n <cluster-name> -g "<group>"'.replace(/<|>/g, "'"))),
  made('no-proxy-lacks-server', 'x.sh', lines('export NO_PROXY=localhost', `az connectedk8s update ${where}`)),
  made('heredoc', 'x.sh', lines("bash -s <<'END'", `az connectedk8s connect ${where}`, 'END')),
  made(
    'both-kinds',
    'x.sh',
    lines(
      'for c in one two; do az connectedk8s connect -n "$c" -g rg-servers; done',
      'sudo azcmagent connect --resource-group rg-servers --location westeurope',
    ),
    'clustersWithoutProxy',
  ),
  made(
    'backticks',
    'x.ps1',
    lines('$name = "aks-ham-01"', 'az connectedk8s connect `', '  --name $name `', '  -g rg-servers'),
  ),
  made('az-list', 'x.ps1', lines("$words = 'connectedk8s', 'connect', '-n', 'aks-ham-01'", 'az @words')),
  made(
    'cmdlet',
    'x.ps1',
    lines(
      'New-AzConnectedKubernetes -ClusterName aks-ham-01 -ResourceGroupName rg-servers `',
      "  -Location westeurope -HttpProxy 'http://old.contoso.com:3128'",
    ),
  ),
  made(
    'splatted',
    'x.ps1',
    lines(
      '$p = @{',
      '  ClusterName       = "aks-ham-01"',
      '  ResourceGroupName = "rg-servers"',
      '  GatewayResourceId = "/old"',
      '}',
      '$p.Tag = @{ site = "ham" }',
      'New-AzConnectedKubernetes @p',
    ),
  ),
  made(
    'set',
    'x.ps1',
    lines(
      'Set-AzConnectedKubernetes -Name:aks-ham-01 -ResourceGroup rg-servers -HttpProxy:"http://old" -Confirm:$false',
    ),
  ),
  made('dockerfile', 'Dockerfile', lines('FROM mcr.microsoft.com/azure-cli', `RUN az connectedk8s connect ${where}`)),
  made(
    'cloud-config',
    'user-data.yaml',
    lines(
      '#cloud-config',
      'runcmd:',
      `  - az connectedk8s connect ${where}`,
      '  - [ az, connectedk8s, connect, -n, aks-ham-01, -g, rg-servers ]',
    ),
  ),
  made('markdown', 'x.md', lines('# Connect', '', '```azurecli', `az connectedk8s connect ${where}`, '```')),
  made(
    'ansible',
    'x.yml',
    lines('- hosts: all', '  tasks:', `    - ansible.builtin.command: az connectedk8s connect ${where}`),
  ),
  made('other-name', 'x.sh', lines('az connectedk8s connect -n elsewhere -g rg-servers')),
  made('other-group', 'x.sh', lines('az connectedk8s connect -n aks-ham-01 -g rg-other')),
  made('same-needs', 'x.sh', lines('az connectedk8s connect -n "$1" -g rg-servers'), 'clustersWithoutProxy'),
  // Refused.
  made('which', 'x.sh', lines('az connectedk8s connect -n "$1" -g rg-servers'), 'severalClusters'),
  made('loop', 'x.sh', lines('for c in a b; do az connectedk8s connect -n "$c" -g rg; done'), 'severalClusters'),
  made(
    'several-unknown',
    'x.sh',
    lines('az connectedk8s connect -n "$1" -g r', 'az connectedk8s connect -n "$2" -g r'),
    'severalClusters',
  ),
  made('not-in-site', 'x.sh', lines('az connectedk8s update -n nope -g rg'), 'severalClusters'),
  made('provisioned', 'x.sh', lines('az connectedk8s update -n aks-local -g rg-servers'), 'severalClusters'),
  made('aks-arc', 'x.sh', lines('az aksarc create -n aks-local -g rg-servers'), 'severalClusters'),
  made('no-cluster-in-site', 'x.sh', lines(`az connectedk8s connect ${where}`)),
  made('disables', 'x.sh', lines(`az connectedk8s update ${where} --disable-gateway --disable-proxy`)),
  made('private-link', 'x.sh', lines(`az connectedk8s connect ${where} --enable-private-link true`)),
  made('outside', 'x.sh', lines(`az connectedk8s connect ${where} $EXTRA`)),
  made('outside-table', 'x.ps1', lines('New-AzConnectedKubernetes @PSBoundParameters')),
  made(
    'conditional-key',
    'x.ps1',
    lines('$p = @{ Name = "aks-ham-01" }', 'if ($g) { $p.GatewayResourceId = $g }', 'New-AzConnectedKubernetes @p'),
  ),
  made('gateway-at-run-time', 'x.sh', lines(`az connectedk8s connect ${where} --gateway-resource-id "$(get_gateway)"`)),
  made('gateway-given', 'x.sh', lines(`az connectedk8s connect ${where} --gateway-resource-id "$1"`)),
  made(
    'gateway-twice',
    'x.sh',
    lines(`az connectedk8s connect ${where} --gateway-resource-id a --gateway-resource-id b`),
  ),
  made('without-value', 'x.sh', lines(`az connectedk8s connect ${where} --gateway-resource-id`)),
  made('inside-string', 'x.sh', lines(`bash -c "az connectedk8s connect ${where}"`)),
  made(
    'shared-value',
    'x.sh',
    lines('P=http://old:1', `az connectedk8s connect ${where} --proxy-https $P --proxy-skip-range $P`),
  ),
  made('only-shown', 'x.sh', lines('az connectedk8s show -n aks-ham-01 -g rg-servers')),
];
